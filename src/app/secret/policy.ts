import type { Instant } from '../../core/time.ts';

/** Whose secret. */
export interface PolicyOwner {
  readonly arn: string;
  readonly id: string;
}

/** The statements by which a policy of ours is known again. */
export const sids = {
  readers: 'ReadersRead',
  handoverReads: 'HandoverReads',
  handoverEnds: 'HandoverEnds',
  onlyWriters: 'NobodyElseWrites',
} as const;

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

/** Who reads the secret besides its owner. */
export interface OtherReaders {
  /** ARNs of roles, for good: by the settings and a tag of the user. */
  readonly readers?: readonly string[];
  /** One more, for a while: a person asked for it. */
  readonly handover?: Handover | undefined;
}

/** A role that reads a secret until a moment, which AWS itself holds it to. */
export interface Handover {
  /** ARN of the role. */
  readonly to: string;
  /** A whole second. */
  readonly until: Instant;
}

/**
 * The resource policy of a user's secret: only the user reads it, and only the writers change it. `undefined`: whoever
 * has the right by IAM may change it. See docs/decisions for what AWS does with it.
 */
export const secretPolicy = (
  user: PolicyOwner,
  writers: readonly string[] | undefined,
  { readers = [], handover }: OtherReaders = {},
): string => policyOf(user, { writers, reads: ['secretsmanager:GetSecretValue'], readers, handover });

/** One form of the policy: today's, or one of before. */
export interface PolicyShape {
  readonly writers: readonly string[] | undefined;
  /** The reads that nobody else may do. */
  readonly reads: readonly string[];
  readonly readers: readonly string[];
  /** `principal`: what AWS makes of the role in a policy once the role is gone, its unique id. */
  readonly handover: (Handover & { readonly principal?: unknown }) | undefined;
}

export const policyOf = (user: PolicyOwner, { writers, reads, readers, handover }: PolicyShape): string => {
  const excepted = [...readers, ...(handover === undefined ? [] : [handover.to])];
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'OwnerReads', Effect: 'Allow', Principal: { AWS: user.arn }, ...READS },
      ...(readers.length === 0 ? [] : [readersRead(readers)]),
      ...(handover === undefined ? [] : handedOver(handover, reads)),
      {
        // By id, not by name: a re-created user of the same name is somebody else.
        Sid: 'NobodyElseReads',
        Effect: 'Deny',
        Principal: '*',
        Action: reads,
        Resource: '*',
        Condition: {
          StringNotEquals: { 'aws:userid': user.id },
          ...(excepted.length === 0 ? {} : { ArnNotEquals: { 'aws:PrincipalArn': excepted } }),
        },
      },
      ...(writers === undefined ? [] : [onlyWriters(writers)]),
    ],
  });
};

const READS = { Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'], Resource: '*' };

/**
 * Named by their accounts, so that a role which does not exist yet makes no policy invalid: each needs the right by a
 * policy of its own as well.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts
 */
const readersRead = (readers: readonly string[]) => ({
  Sid: sids.readers,
  Effect: 'Allow',
  Principal: { AWS: [...new Set(readers.map((arn) => arn.replace(/:role\/.*$/, ':root')))].sort() },
  ...READS,
  Condition: { ArnEquals: { 'aws:PrincipalArn': readers } },
});

/** Named itself, so that it needs no right of its own, and AWS refuses a role that is not there. */
const handedOver = ({ to, until, principal = to }: NonNullable<PolicyShape['handover']>, reads: readonly string[]) => {
  const end = new Date(until).toISOString().replace('.000Z', 'Z');
  return [
    {
      Sid: sids.handoverReads,
      Effect: 'Allow',
      Principal: { AWS: principal },
      ...READS,
      Condition: { DateLessThan: { 'aws:CurrentTime': end } },
    },
    {
      Sid: sids.handoverEnds,
      Effect: 'Deny',
      Principal: '*',
      Action: reads,
      Resource: '*',
      Condition: {
        ArnEquals: { 'aws:PrincipalArn': to },
        DateGreaterThanEquals: { 'aws:CurrentTime': end },
      },
    },
  ];
};

/** By aws:PrincipalArn, since a role's session has another ARN each time; a role that is made again is the same. */
const onlyWriters = (writers: readonly string[]) => ({
  Sid: sids.onlyWriters,
  Effect: 'Deny',
  Principal: '*',
  Action: WRITES,
  Resource: '*',
  Condition: { ArnNotLike: { 'aws:PrincipalArn': writers } },
});
