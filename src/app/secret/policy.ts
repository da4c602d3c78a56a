import type { PolicyState } from '../../core/observation.ts';

/** Whose secret. */
export interface PolicyOwner {
  readonly arn: string;
  readonly id: string;
}

/** What only the writers of a secret may do to it. */
const WRITES = [
  'CancelRotateSecret',
  'DeleteResourcePolicy',
  'DeleteSecret',
  'PutResourcePolicy',
  'PutSecretValue',
  'RemoveRegionsFromReplication',
  'ReplicateSecretToRegions',
  'RotateSecret',
  'StopReplicationToReplica',
  'TagResource',
  'UntagResource',
  'UpdateSecret',
  'UpdateSecretVersionStage',
].map((operation) => `secretsmanager:${operation}`);

/**
 * The resource policy of a user's secret: only the user reads it, and only the writers change it. `undefined`: whoever
 * has the right by IAM may change it. See docs/decisions for what AWS does with it.
 */
export const secretPolicy = (user: PolicyOwner, writers: readonly string[] | undefined): string =>
  policyOf(user, { writers, reads: ['secretsmanager:GetSecretValue'] });

interface PolicyForm {
  readonly writers: readonly string[] | undefined;
  /** The reads that nobody else may do. */
  readonly reads: readonly string[];
}

const policyOf = (user: PolicyOwner, { writers, reads }: PolicyForm): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OwnerReads',
        Effect: 'Allow',
        Principal: { AWS: user.arn },
        Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
        Resource: '*',
      },
      {
        // By id, not by name: a re-created user of the same name is somebody else.
        Sid: 'NobodyElseReads',
        Effect: 'Deny',
        Principal: '*',
        Action: reads,
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:userid': user.id } },
      },
      ...(writers === undefined ? [] : [onlyWriters(writers)]),
    ],
  });

/** By aws:PrincipalArn, since a role's session has another ARN each time; a role that is made again is the same. */
const onlyWriters = (writers: readonly string[]) => ({
  Sid: ONLY_WRITERS,
  Effect: 'Deny',
  Principal: '*',
  Action: WRITES,
  Resource: '*',
  Condition: { ArnNotLike: { 'aws:PrincipalArn': writers } },
});

const ONLY_WRITERS = 'NobodyElseWrites';

/** What the policy of a user's secret is, where keyturn would put one with these writers. */
export const policyStateOf = (
  policy: string | undefined,
  user: PolicyOwner,
  writers: readonly string[] | undefined,
): PolicyState => {
  if (isSamePolicy(policy, secretPolicy(user, writers))) return 'current';
  const named = writersIn(policy);
  const isOurs = earlierReads.some((reads) => isSamePolicy(policy, policyOf(user, { writers: named, reads })));
  if (!isOurs) return 'changed';
  // Whoever names no writers cannot put others in the place of those that are named.
  return writers === undefined && named !== undefined ? 'current' : 'earlier';
};

/** BatchGetSecretValue, which AWS authorizes on no secret, was in the first form. */
const earlierReads = [
  ['secretsmanager:GetSecretValue'],
  ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
];

/** The writers that a policy names in our way, whoever they are; `undefined`: it names none. */
export const writersIn = (policy: string | undefined): readonly string[] | undefined => {
  const statement = statementsOf(policy).find((each) => isRecord(each) && each.Sid === ONLY_WRITERS);
  const condition = isRecord(statement) ? statement.Condition : undefined;
  const test = isRecord(condition) ? condition.ArnNotLike : undefined;
  const named = isRecord(test) ? test['aws:PrincipalArn'] : undefined;
  const list = typeof named === 'string' ? [named] : named;
  return Array.isArray(list) && list.every((each) => typeof each === 'string') ? list : undefined;
};

/** The policy without its denial of changes; `undefined`: it has none of ours. */
export const withoutWriters = (policy: string | undefined): string | undefined => {
  const document = parsed(policy);
  if (writersIn(policy) === undefined || !isRecord(document)) return undefined;
  const others = statementsOf(policy).filter((each) => !(isRecord(each) && each.Sid === ONLY_WRITERS));
  return JSON.stringify({ ...document, Statement: others });
};

const statementsOf = (policy: string | undefined): readonly unknown[] => {
  const document = parsed(policy);
  const statements = isRecord(document) ? document.Statement : undefined;
  return Array.isArray(statements) ? statements : [statements];
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const parsed = (policy: string | undefined): unknown => {
  try {
    return policy === undefined ? undefined : JSON.parse(policy);
  } catch {
    return undefined;
  }
};

/** True when both documents say the same; AWS may re-order keys and fold one-element lists. */
export const isSamePolicy = (a: string | undefined, b: string): boolean => {
  if (a === undefined || a === b) return a === b;
  const document = parsed(a);
  return document !== undefined && canonical(document) === canonical(JSON.parse(b));
};

const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return value.length === 1 ? canonical(value[0]) : `[${value.map(canonical).sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${key}:${canonical(item)}`).join()}}`;
};
