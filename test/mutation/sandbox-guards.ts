import type { Mutant } from './guards.ts';

const constraints = 'src/sandbox/constraints/check-input.test.ts';
const paging = 'src/sandbox/operations/paging.test.ts';
const s3 = 'src/sandbox/operations/s3/s3.test.ts';
const iam = 'src/sandbox/operations/iam/strict-iam.test.ts';
const wholeSecret = 'src/sandbox/operations/secretsmanager/whole-secret.test.ts';

/** Guards of the embedded AWS: without them it would grant what AWS refuses, and tests that lean on it would lie. */
export const sandboxMutants: readonly Mutant[] = [
  {
    guard: 'the sandbox holds every input against its service model',
    file: 'src/sandbox/execute.ts',
    text: '    checkInput(request, input);\n',
    without: '',
    tests: constraints,
  },
  {
    guard: 'the sandbox repeats no sensitive value in an error',
    file: 'src/sandbox/constraints/wording.ts',
    text: "shown(value, kind !== 'missing' && shape.sensitive)",
    without: 'shown(value, false)',
    tests: constraints,
  },
  {
    guard: 'the sandbox refuses by name what it does not play',
    file: 'src/sandbox/constraints/violations.ts',
    text: 'if (of === undefined) inspection',
    without: 'if (of === undefined) ({ found: [] as object[] })',
    tests: constraints,
  },
  {
    guard: 'the sandbox takes a required member that is missing for an error',
    file: 'src/sandbox/constraints/violations.ts',
    text: 'if (fields[name] == null) inspection',
    without: 'if (Number.isNaN(name)) inspection',
    tests: constraints,
  },
  {
    guard: 'a pattern of the model means the whole text',
    file: 'src/sandbox/constraints/violations.ts',
    text: '})$`, pattern',
    without: '})`, pattern',
    tests: constraints,
  },
  {
    guard: 'a made-up page token is no end of the list',
    file: 'src/sandbox/operations/paging.ts',
    text: '!text.startsWith(prefixOf(call)) || ',
    without: '',
    tests: paging,
  },
  {
    guard: 'a page token with something behind it is no token',
    file: 'src/sandbox/operations/paging.ts',
    text: " || Buffer.from(text).toString('base64') !== token",
    without: '',
    tests: paging,
  },
  {
    guard: 'tag keys of IAM that differ by case are one',
    file: 'src/sandbox/operations/iam/tagging.ts',
    text: 'const fold = (key: string): string => key.toLowerCase();',
    without: 'const fold = (key: string): string => key;',
    tests: iam,
  },
  {
    guard: 'what is no ARN is attached to nobody',
    file: 'src/sandbox/operations/iam/managed-policies.ts',
    text: "throw new AwsError('InvalidInput', `ARN",
    without: "if (arn === '') throw new AwsError('InvalidInput', `ARN",
    tests: iam,
  },
  {
    guard: 'LookupEvents takes one attribute',
    file: 'src/sandbox/operations/cloudtrail/lookup-events.ts',
    text: 'if (LookupAttributes.length > 1)',
    without: 'if (LookupAttributes.length > 2)',
    tests: 'src/sandbox/operations/cloudtrail/cloudtrail.test.ts',
  },
  {
    guard: 'an object that is not what its checksum says is not stored',
    file: 'src/sandbox/operations/s3/put-object.ts',
    text: 'if ((COMPUTED[name]?.(body) ?? sum) === sum) continue;',
    without: 'if (sum !== undefined) continue;',
    tests: s3,
  },
  {
    guard: 'a bucket of another owner than expected is not read',
    file: 'src/sandbox/operations/s3/find-bucket.ts',
    text: 'if (owner !== undefined && bucket.accountId !== owner)',
    without: 'if (owner === undefined && bucket.accountId === owner)',
    tests: s3,
  },
  {
    guard: 'UpdateSecret changes no version that is there',
    file: 'src/sandbox/operations/secretsmanager/update-secret.ts',
    text: 'if (token !== undefined && secret.versions.has(token))',
    without: 'if (token !== undefined && token === secret.arn)',
    tests: wholeSecret,
  },
];
