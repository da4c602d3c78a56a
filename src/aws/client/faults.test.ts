import { describe, expect, test } from 'vitest';
import { AwsFault } from '../../app/faults/aws-fault.ts';
import { WriteRefused } from './client-factory.ts';
import { toFault } from './faults.ts';

const answered = (name: string, status = 400, metadata: object = {}): Error =>
  Object.assign(new Error('AWS says so'), {
    name,
    $fault: status < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode: status, requestId: 'r-1', ...metadata },
  });

const kindOf = (error: unknown, operation = 'iam:DeleteAccessKey'): string =>
  (toFault(error, operation) as AwsFault).kind;

describe('an answer with a code that is known', () => {
  test.each([
    ['Throttling', 'throttled'],
    ['ThrottlingException', 'throttled'],
    ['TooManyRequestsException', 'throttled'],
    ['RequestLimitExceeded', 'throttled'],
    ['AccessDenied', 'denied'],
    ['AccessDeniedException', 'denied'],
    ['DecryptionFailure', 'denied'],
    ['NoSuchEntityException', 'missing'],
    ['ResourceNotFoundException', 'missing'],
    ['NoSuchKey', 'missing'],
    ['NoSuchBucket', 'missing'],
    ['NotFoundException', 'missing'],
    ['EntityAlreadyExistsException', 'exists'],
    ['ResourceExistsException', 'exists'],
    ['LimitExceeded', 'limit'],
    ['LimitExceededException', 'limit'],
    ['InvalidParameterException', 'invalid'],
    ['InvalidRequestException', 'invalid'],
    ['ValidationError', 'invalid'],
    ['MalformedPolicyDocumentException', 'invalid'],
    ['EncryptionFailure', 'invalid'],
    ['InvalidClientTokenId', 'unauthenticated'],
    ['UnrecognizedClientException', 'unauthenticated'],
    ['SignatureDoesNotMatch', 'unauthenticated'],
    ['InvalidSignatureException', 'unauthenticated'],
    ['ExpiredToken', 'unauthenticated'],
    ['ExpiredTokenException', 'unauthenticated'],
    ['RequestExpired', 'unauthenticated'],
    ['RequestTimeTooSkewed', 'unauthenticated'],
  ])('%s is %s', (code, kind) => {
    expect(kindOf(answered(code))).toBe(kind);
  });

  test('keeps the code and the operation, for people', () => {
    expect(toFault(answered('AccessDenied'), 'iam:GetUser')).toMatchObject({
      code: 'AccessDenied',
      operation: 'iam:GetUser',
      message: 'iam:GetUser: AccessDenied: AWS says so',
    });
  });
});

describe('whether a request was carried out is in doubt', () => {
  test.each([
    ['after a server error', answered('InternalFailure', 500)],
    ['after a server error that names a refusal', answered('AccessDenied', 500)],
    ['after a code that nobody knows', answered('BrandNewException')],
    ['after a page of a proxy', answered('Unknown', 403, { requestId: undefined })],
    ['after 404 without a code', answered('NotFound', 404)],
    ['after a reset', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })],
    ['after a time-out', Object.assign(new Error('late'), { name: 'TimeoutError' })],
    ['after a body that does not parse', new SyntaxError('Unexpected end of JSON input')],
    ['after something thrown that is no error', 'oops'],
  ])('%s', (_, error) => {
    expect(kindOf(error)).toBe('doubtful');
  });

  test('a throttle is a refusal with any status', () => {
    expect(kindOf(answered('SlowDown', 503))).toBe('throttled');
    expect(kindOf(answered('TooManyRequestsException', 429))).toBe('throttled');
  });

  test('when a write was refused only at a later attempt, the first of which was never answered', () => {
    const refused = answered('AccessDenied', 403, { inDoubt: true });
    expect(kindOf(refused, 'secretsmanager:PutSecretValue')).toBe('doubtful');
    expect(kindOf(refused, 'iam:GetUser')).toBe('denied');
  });

  test('but not when other bytes are found under a version id, as our own would be answered with success', () => {
    const exists = answered('ResourceExistsException', 400, { inDoubt: true });
    expect(kindOf(exists, 'secretsmanager:PutSecretValue')).toBe('exists');
  });
});

describe('what a fault says', () => {
  const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

  test('holds nothing that looks like a secret access key', () => {
    const error = Object.assign(answered('ValidationError'), { message: `bad value ${SECRET}, sorry` });
    expect(toFault(error, 'iam:GetUser').message).toBe('iam:GetUser: ValidationError: bad value [removed], sorry');
  });

  test('never quotes an answer that could not be read', () => {
    const fault = toFault(new SyntaxError(`Unexpected token in "${SECRET.slice(0, 10)}"`), 'iam:CreateAccessKey');
    expect(fault.message).toBe(
      'iam:CreateAccessKey: SyntaxError: no usable answer; AWS may or may not have carried it out',
    );
  });

  test('keeps neither the SDK error nor its response', () => {
    const fault = toFault(Object.assign(answered('AccessDenied'), { $response: { body: SECRET } }), 'iam:GetUser');
    expect(fault.cause).toBeUndefined();
    expect(JSON.stringify(Object.entries(fault))).not.toContain(SECRET);
  });

  test('names the network error', () => {
    const error = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(toFault(error, 'iam:GetUser')).toMatchObject({ code: 'ECONNREFUSED', kind: 'doubtful' });
  });
});

test('without credentials nothing was sent', () => {
  const error = Object.assign(new Error('Could not load credentials'), { name: 'CredentialsProviderError' });
  expect(kindOf(error, 'iam:CreateAccessKey')).toBe('unauthenticated');
});

test('a fault of keyturn itself is left as it is', () => {
  const named = new AwsFault('denied', 'AccessDenied', 'sts:AssumeRole', 'no');
  const refused = new WriteRefused('iam:CreateAccessKey');
  expect(toFault(named, 'iam:GetUser')).toBe(named);
  expect(toFault(refused, 'iam:CreateAccessKey')).toBe(refused);
});
