import { isAwsFault } from '../../app/faults/aws-fault.ts';
import { userOfSecret } from '../../app/secret/name.ts';
import { formats } from '../../app/settings/formats.ts';
import { type AwsCommand, type Client, type ClientFactory, operationOf } from '../../aws/client/client-factory.ts';
import type { AccountId } from '../../core/keys.ts';
import type { Io } from './io.ts';

/**
 * `--debug`: a line on stderr for each request: when it was sent, service, operation, how it ended, how long it took,
 * and, where known, for which account and user, and the id that AWS gave it, which AWS Support asks for. Never what it
 * held: inputs and answers may be secrets. Of an input the name of the user is read, and nothing else.
 */
export const logRequests = (io: Io, clientFactory: ClientFactory): ClientFactory => {
  const logged = (client: Client, account: string | undefined): Client => ({
    ...client,
    async send(command, options) {
      const startedAt = io.clock.now();
      const call = `${client.service}:${operationOf(command)}`;
      const about = { account, user: userIn(command, account) };
      const log = (status: string, answer: unknown): void => {
        const took = `${status} ${io.clock.now() - startedAt} ms`;
        const facts = factsLine({ ...about, request: requestIdIn(answer) });
        io.err.write(`debug ${new Date(startedAt).toISOString()} ${call} ${took}${facts}\n`);
      };
      try {
        const output = await client.send(command, options);
        log('ok', output);
        return output;
      } catch (error) {
        log(statusOf(error), error);
        throw error;
      }
    },
  });
  return (spec) => logged(clientFactory(spec), spec.account);
};

/** As ` account=222222222222 user=alice`. */
const factsLine = (facts: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(facts)
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name}=${value}`]))
    .join('');

/** By the input's `UserName`, or by the name of the user's secret; only what can be the name of an IAM user. */
const userIn = ({ input }: AwsCommand, account: string | undefined): string | undefined => {
  const { UserName: user, SecretId: id, Name: name } = (input ?? {}) as Readonly<Record<string, unknown>>;
  const secret = [id, name].find((text) => typeof text === 'string');
  const found = user ?? (typeof secret === 'string' ? userOfSecret(account as AccountId, nameOf(secret)) : undefined);
  return typeof found === 'string' && formats.userName.pattern.test(found) ? found : undefined;
};

/** Of a secret's ARN, to whose name Secrets Manager adds six characters. */
const nameOf = (secret: string): string => /^arn:.*:secret:(.+)-\w{6}$/.exec(secret)?.[1] ?? secret;

/**
 * `$metadata.requestId` of an answer, and of an error that AWS answered with:
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-smithy-types/Interface/ResponseMetadata/
 */
const requestIdIn = (answer: unknown): string | undefined => {
  const { requestId } = metadataOf(answer);
  return typeof requestId === 'string' && /^[\w+/=-]{1,128}$/.test(requestId) ? requestId : undefined;
};

interface Metadata {
  readonly httpStatusCode?: unknown;
  readonly requestId?: unknown;
}

const metadataOf = (answer: unknown): Metadata =>
  typeof answer === 'object' && answer !== null && '$metadata' in answer ? ((answer.$metadata ?? {}) as Metadata) : {};

/** AWS's name of the error and its HTTP status; never the message, which may quote a request. */
const statusOf = (error: unknown): string => {
  if (isAwsFault(error)) return error.code;
  if (!(error instanceof Error)) return 'failed';
  const { code } = error as { readonly code?: unknown };
  return [typeof code === 'string' ? code : error.name, metadataOf(error).httpStatusCode]
    .filter((part) => part !== undefined)
    .join(' ');
};
