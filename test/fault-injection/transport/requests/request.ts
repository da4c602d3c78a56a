import type { Session } from '../../../../src/app/ports/sts.ts';
import type { AwsCommand } from '../../../../src/aws/client/client-factory.ts';
import type { Wired } from '../../../../src/aws/connect.ts';
import type { Place } from '../prepared-account.ts';

/** How keyturn sends a request: as a command over an ordinary client, or through the adapter that has its own way. */
export type Request =
  | { readonly command: (place: Place) => AwsCommand }
  | { readonly through: (adapters: { readonly wired: Wired; readonly session: Session }) => Promise<unknown> };

export const send = (command: (place: Place) => AwsCommand): Request => ({ command });
