import type { AccountSession } from '../../../../src/app/ports/sts.ts';
import type { AwsCommand } from '../../../../src/aws/client/client-factory.ts';
import type { ConnectedAws } from '../../../../src/aws/connect.ts';
import type { PreparedAccount } from '../prepared-account.ts';

/** How keyturn sends a request: as a command over an ordinary client, or through the adapter that has its own way. */
export type SampleRequest =
  | { readonly command: (prepared: PreparedAccount) => AwsCommand }
  | {
      readonly through: (adapters: {
        readonly connected: ConnectedAws;
        readonly session: AccountSession;
      }) => Promise<unknown>;
    };

export const send = (command: (prepared: PreparedAccount) => AwsCommand): SampleRequest => ({ command });
