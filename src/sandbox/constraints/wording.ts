import { AwsError } from '../call.ts';
import type { SandboxService } from '../service-name.ts';
import type { ConstraintViolation } from './violations.ts';

/**
 * What the service answers to an input that its model forbids. Codes: the services' API references, "Errors" of each
 * operation and "Common errors"; which are sure, and which likely: docs/decisions/sandbox-facts.md.
 */
export const refusalOf = (
  service: SandboxService,
  violations: readonly [ConstraintViolation, ...ConstraintViolation[]],
): AwsError => refusals[service](violations);

type Refusal = (violations: readonly [ConstraintViolation, ...ConstraintViolation[]]) => AwsError;

/** As the framework under most of AWS's services says it; no value that the model calls sensitive. */
const sentence = ({ kind, path, value, shape }: ConstraintViolation): string =>
  `Value${shown(value, kind !== 'missing' && shape.sensitive)} at '${path.map(lowerFirst).join('.')}' failed to satisfy constraint: Member must ${WORDS[kind](value, shape)}`;

const WORDS: Readonly<
  Record<ConstraintViolation['kind'], (value: unknown, shape: ConstraintViolation['shape']) => string>
> = {
  type: (_, { type }) => `be a ${type}`,
  missing: () => 'not be null',
  enum: (_, shape) => `satisfy enum value set: [${shape.enum?.join(', ')}]`,
  min: (value, { min }) => `have ${measure(value)} greater than or equal to ${min}`,
  max: (value, { max }) => `have ${measure(value)} less than or equal to ${max}`,
  // Has no model's word: checkInput says it itself.
  unplayed: () => 'not be given',
  pattern: (_, { pattern }) => `satisfy regular expression pattern: ${pattern}`,
};

const measure = (value: unknown): string => (typeof value === 'number' ? 'value' : 'length');

const shown = (value: unknown, sensitive: boolean | undefined): string => {
  if (value === null) return ' null';
  if (sensitive || (typeof value !== 'string' && typeof value !== 'number')) return '';
  return ` '${value}'`;
};

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const sentences = (violations: readonly ConstraintViolation[]): string => {
  const errors = violations.length === 1 ? 'error' : 'errors';
  return `${violations.length} validation ${errors} detected: ${violations.map(sentence).join('; ')}`;
};

const validation =
  (code: string, badType: string): Refusal =>
  (violations) =>
    new AwsError(violations.some(({ kind }) => kind === 'type') ? badType : code, sentences(violations), 400);

/** IAM has words of its own for what names and paths may hold. */
const iam: Refusal = (violations) => {
  const named = violations.find(({ kind, shape }) => kind === 'pattern' && OWN_WORDS[shape.pattern ?? '']);
  if (named === undefined) return query(violations);
  const field = lowerFirst(named.path.at(-1) ?? '');
  const message = `The specified value for ${field} is invalid. ${OWN_WORDS[named.shape.pattern ?? '']}`;
  return new AwsError('ValidationError', message, 400);
};

const OWN_WORDS: Readonly<Record<string, string>> = {
  '[\\w+=,.@-]+': 'It must contain only alphanumeric characters and/or the following: +=,.@_-',
  '(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)':
    'It must begin and end with / and contain only alphanumeric characters and/or / characters.',
};

const query = validation('ValidationError', 'MalformedInput');
const json = validation('ValidationException', 'SerializationException');

/** Reasons and words: Organizations API reference, InvalidInputException. */
const organizations: Refusal = (violations) => {
  const [{ kind, value }] = violations;
  if (kind === 'type') return json(violations);
  const [Reason, message] = REASONS[kind === 'min' || kind === 'max' ? `${kind} ${measure(value)}` : kind] ?? [];
  return new AwsError('InvalidInputException', message ?? '', 400, { Reason: Reason ?? '' });
};

const REASONS: Readonly<Record<string, readonly [reason: string, message: string]>> = {
  missing: ['INPUT_REQUIRED', 'You must include a value for all required parameters.'],
  enum: ['INVALID_ENUM', 'You specified an invalid value.'],
  pattern: ['INVALID_PATTERN', 'You provided a value that does not match the required pattern.'],
  'min value': ['MIN_VALUE_EXCEEDED', 'You provided a numeric parameter that has a smaller value than allowed.'],
  'max value': ['MAX_VALUE_EXCEEDED', 'You provided a numeric parameter that has a larger value than allowed.'],
  'min length': ['MIN_LENGTH_EXCEEDED', 'You provided a string parameter that is shorter than allowed.'],
  'max length': ['MAX_LENGTH_EXCEEDED', 'You provided a string parameter that is longer than allowed.'],
};

/** A code for each of the input's members that has its own; `otherwise` for all others. */
const byMember =
  (codes: Readonly<Record<string, string>>, otherwise: Refusal): Refusal =>
  (violations) => {
    const { path, kind } = violations[0];
    const code = kind === 'type' ? undefined : codes[path[0] ?? ''];
    return code === undefined ? otherwise(violations) : new AwsError(code, sentences(violations), 400);
  };

const refusals: Readonly<Record<SandboxService, Refusal>> = {
  account: json,
  iam,
  sts: query,
  organizations,
  secretsmanager: json,
  kms: json,
  cloudtrail: byMember(
    { LookupAttributes: 'InvalidLookupAttributesException', MaxResults: 'InvalidMaxResultsException' },
    json,
  ),
  ssm: json,
  sfn: byMember({ stateMachineArn: 'InvalidArn', executionArn: 'InvalidArn', name: 'InvalidName' }, json),
  lambda: validation('InvalidParameterValueException', 'InvalidRequestContentException'),
  sesv2: validation('BadRequestException', 'SerializationException'),
  s3: byMember(
    { CreateBucketConfiguration: 'InvalidLocationConstraint' },
    validation('InvalidArgument', 'InvalidArgument'),
  ),
};
