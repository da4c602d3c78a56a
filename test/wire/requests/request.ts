import type { Session } from '../../../src/app/ports.ts';
import type { AwsCommand } from '../../../src/aws/door.ts';
import type { Wired } from '../../../src/aws/wire.ts';
import type { Place } from '../place.ts';

/** How keyturn sends a request: as a command over an ordinary client, or through the adapter that has its own way. */
export type Request =
  | { readonly command: (place: Place) => AwsCommand }
  | { readonly through: (adapters: { readonly wired: Wired; readonly session: Session }) => Promise<unknown> };

export const send = (command: (place: Place) => AwsCommand): Request => ({ command });
