import { isAwsFault } from '../../app/faults/aws-fault.ts';
import { type Client, type ClientFactory, operationOf } from '../../aws/client/client-factory.ts';
import type { Io } from './io.ts';

/**
 * `--debug`: a line on stderr for each request: service, operation, how it ended, how long it took. Never what it held:
 * inputs and answers may be secrets.
 */
export const logRequests = (io: Io, clientFactory: ClientFactory): ClientFactory => {
  const logged = (client: Client): Client => ({
    ...client,
    async send(command, options) {
      const startedAt = io.clock.now();
      const name = `${client.service}:${operationOf(command)}`;
      const log = (status: string): void => io.err.write(`debug ${name} ${status} ${io.clock.now() - startedAt} ms\n`);
      try {
        const output = await client.send(command, options);
        log('ok');
        return output;
      } catch (error) {
        log(statusOf(error));
        throw error;
      }
    },
  });
  return (spec) => logged(clientFactory(spec));
};

/** AWS's name of the error and its HTTP status; never the message, which may quote a request. */
const statusOf = (error: unknown): string => {
  if (isAwsFault(error)) return error.code;
  if (!(error instanceof Error)) return 'failed';
  const metadata = '$metadata' in error ? (error.$metadata as { httpStatusCode?: unknown } | undefined) : undefined;
  const { code } = error as { readonly code?: unknown };
  return [typeof code === 'string' ? code : error.name, metadata?.httpStatusCode]
    .filter((part) => part !== undefined)
    .join(' ');
};
