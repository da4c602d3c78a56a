import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { Clock } from '../../app/ports/clock.ts';
import { type HttpDoor, type SdkDoorOptions, sdkDoor } from './sdk-clients-over-http.ts';

/** A door for a function in Lambda. Bundled, it knows the environment's credentials only: see `scripts/leaner-lambdas.ts`. */
export const executionRoleDoor = (clock: Clock, clients: SdkDoorOptions['clients']): HttpDoor => {
  const chain = fromNodeProviderChain();
  return sdkDoor({ clock, clients, own: () => chain });
};
