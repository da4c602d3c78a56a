import { AwsError } from '../../../src/sandbox/call.ts';
import type { Hooks, InProcessRequest } from '../../../src/sandbox/in-process.ts';

const isStore = ({ operation, input }: InProcessRequest): boolean =>
  operation === 'PutSecretValue' && `${input.VersionStages}`.includes('KEYTURN_PENDING_');

const isVerification = ({ operation, credentials }: InProcessRequest, wanted: string): boolean =>
  operation === wanted && credentials.sessionToken === undefined;

const refuse = (
  isMeant: (request: InProcessRequest) => boolean,
  error: (request: InProcessRequest) => Error,
): Hooks => ({
  before: (request) => {
    if (isMeant(request)) throw error(request);
  },
});

const loseAnswer = (isMeant: (request: InProcessRequest) => boolean, error: (told: string) => Error): Hooks => ({
  after: (request, outcome) => {
    if (isMeant(request)) throw error(JSON.stringify({ ...request, ...outcome }));
  },
});

/** The first call of each operation fails. */
const atFirst = (error: () => Error): Hooks => {
  const seen = new Set<string>();
  const before = ({ service, operation }: InProcessRequest): void => {
    const name = `${service}:${operation}`;
    if (seen.has(name) || service === 'organizations' || name === 'sts:AssumeRole') return;
    seen.add(name);
    throw error();
  };
  return { before };
};

const secretIn = ({ input }: InProcessRequest): string => String(input.SecretString);

/** What goes wrong, in the worst words: errors that quote the request or the answer. */
export const faults: Readonly<Record<string, () => Hooks>> = {
  'nothing goes wrong': () => ({}),
  'the store is refused': () =>
    refuse(
      isStore,
      (request) => new AwsError('InvalidRequestException', `Value '${secretIn(request)}' is not allowed`),
    ),
  'the store is refused in words that escape slashes': () =>
    refuse(isStore, (request) => {
      const quoted = JSON.stringify(secretIn(request)).replaceAll('/', '\\/');
      return new AwsError('InvalidParameterException', `1 validation error: ${quoted}`);
    }),
  'the store fails inside AWS': () =>
    refuse(isStore, (request) => new AwsError('InternalServiceError', `while storing ${secretIn(request)}`, 500)),
  'the answer to the store is lost': () =>
    loseAnswer(isStore, (told) => Object.assign(new Error(`socket hang up: ${told}`), { code: 'ECONNRESET' })),
  'the answer to the creation is unreadable': () =>
    loseAnswer(
      ({ operation }) => operation === 'CreateAccessKey',
      (told) => Object.assign(new SyntaxError(`Unexpected token in ${told}`), { $response: { body: told } }),
    ),
  'the new key never works': () =>
    refuse(
      (request) => isVerification(request, 'GetCallerIdentity'),
      () => new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid.', 403),
    ),
  'the verification is refused': () =>
    refuse(
      (request) => isVerification(request, 'GetCallerIdentity'),
      ({ credentials }) => new AwsError('AccessDenied', `not with ${credentials.secretAccessKey}`, 403),
    ),
  'the owner may not read': () =>
    refuse(
      (request) => isVerification(request, 'GetSecretValue'),
      () => new AwsError('AccessDeniedException', 'User is not authorized to perform: secretsmanager:GetSecretValue'),
    ),
  'the answer to the verification is lost': () =>
    loseAnswer(
      (request) => isVerification(request, 'GetSecretValue'),
      (told) => new TypeError(`cannot read ${told}`),
    ),
  'mails are refused': () =>
    refuse(
      ({ operation }) => operation === 'SendEmail',
      ({ input }) => new AwsError('MessageRejected', `rejected: ${JSON.stringify(input)}`),
    ),
  'AWS throttles': () => atFirst(() => new AwsError('ThrottlingException', 'Rate exceeded')),
  'AWS fails': () => atFirst(() => new AwsError('InternalFailure', 'We encountered an internal error', 500)),
};
