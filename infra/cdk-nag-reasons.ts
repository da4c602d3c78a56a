/**
 * A finding of cdk-nag's AwsSolutions that stays, and why. A finding that is not here, or a line without its finding,
 * fails a test.
 */
export interface Acknowledged {
  readonly finding: string;
  /** Logical ids of the resources. */
  readonly on: readonly string[];
  readonly reason: string;
}

const wildcard = (resource: string, on: readonly string[], reason: string): Acknowledged => ({
  finding: `AwsSolutions-IAM5[Resource::${resource}]`,
  on,
  reason,
});

const MEMBER = ['ASAIAMAssumedRole'];
const NOTIFIER = ['NotifierFunctionExecutionRole'];
const ROTATION = ['RotationLambdaFunctionExecutionRole'];
const INVENTORY = ['AccountInventoryFunctionExecutionRole'];
const RUN = ['RunRole'];
const CENTRAL = ['CentralSecretsRole'];

const inPartition = (rest: string): string => `arn:<AWS::Partition>:${rest}`;
const here = '<AWS::Region>:<AWS::AccountId>';

const ofAccounts: readonly Acknowledged[] = [
  wildcard(
    '*',
    [...MEMBER, ...RUN, ...NOTIFIER, ...ROTATION, ...CENTRAL],
    'AWS offers nothing narrower: resources-of-any-name.ts names each action and why',
  ),
  wildcard(
    inPartition('iam::<AWS::AccountId>:user/*'),
    MEMBER,
    'which users have keys to rotate is found out; everybody may be looked at',
  ),
  wildcard(
    inPartition('iam::<AWS::AccountId>:user<UserPath>*'),
    MEMBER,
    'users below the path that a parameter gives; exemptions, plan and claim decide who is touched',
  ),
  wildcard(
    inPartition('iam::<AWS::AccountId>:group/*/<IAMExemptionGroup>'),
    MEMBER,
    'a group of this one name that somebody made under a path',
  ),
  ...['', '-??????'].map((suffix) =>
    wildcard(
      inPartition(`secretsmanager:*:<AWS::AccountId>:secret:Account_<AWS::AccountId>_User_*_AccessKey${suffix}`),
      MEMBER,
      'one secret for each user, in the Region that the main stack names; with the characters of Secrets Manager behind its name where it is there',
    ),
  ),
  wildcard(
    inPartition(
      'secretsmanager:*:<AWS::AccountId>:secret:Account_<AWS::AccountId>_User_<!aws:username>_AccessKey-??????',
    ),
    ['ReadOwnAccessKeyPolicy'],
    "Secrets Manager's six characters behind the name of the user's own secret",
  ),
  wildcard(
    inPartition('secretsmanager:*:<PrimaryAccountID>:secret:Account_<AWS::AccountId>_User_*_AccessKey-??????'),
    ['ReadOwnAccessKeyPolicy'],
    "by condition, the one secret that carries the user's id",
  ),
  wildcard(
    inPartition('kms:*:<PrimaryAccountID>:key/*'),
    ['ReadOwnAccessKeyPolicy'],
    'whichever key the secrets in the primary account are under: by condition, only through Secrets Manager, and only for secrets of users of this account',
  ),
  ...['', '-??????'].map((suffix) =>
    wildcard(
      inPartition(`secretsmanager:*:<AWS::AccountId>:secret:Account_*_User_*_AccessKey${suffix}`),
      CENTRAL,
      'one secret for each user of every account, in the Region that a parameter names',
    ),
  ),
  wildcard(
    inPartition('kms:*:<AWS::AccountId>:key/*'),
    CENTRAL,
    'whichever key the secrets are under: by condition, only through Secrets Manager, and only for these secrets',
  ),
  wildcard(inPartition('organizations::*:root/<AWSOrgID>/r-*'), MEMBER, 'the root of this one organization'),
  wildcard(
    inPartition('organizations::*:ou/<AWSOrgID>/ou-*'),
    MEMBER,
    'the units of this one organization, to be listed',
  ),
];

/** As the finding spells a text with a condition in it. */
const templatesWhereverTheyAre = JSON.stringify([
  'arn:${AWS::Partition}:s3:::${Templates}/${S3BucketPrefix}/template/*',
  { Templates: { 'Fn::If': ['HasTemplateBucket', { Ref: 'TemplateBucketName' }, { Ref: 'S3BucketName' }] } },
]);

const ofFunctions: readonly Acknowledged[] = [
  wildcard(
    '*',
    ['FunctionNetworkAccess'],
    'Lambda asks for network interfaces on all resources, and is the only one to use it: the code of the functions is denied it',
  ),
  wildcard(
    inPartition('iam::*:role/<IAMRoleName>'),
    ROTATION,
    'the member role of every account; each trusts this role and this organization alone',
  ),
  wildcard(
    '<RunBucket.Arn>/runs/*',
    [...INVENTORY, ...ROTATION],
    'the documents of each run, in a bucket of their own',
  ),
  wildcard('<RunBucket.Arn>/runs/*/visited/*', NOTIFIER, 'which mails the visits of each run left'),
  wildcard('<RunBucket.Arn>/runs/*/outbox/*', NOTIFIER, 'the mails of each run'),
  wildcard('<RunBucket.Arn>/runs/*/sent/*', NOTIFIER, 'the notes of what was sent in each run'),
  wildcard(templatesWhereverTheyAre, NOTIFIER, 'mail templates, whose names parameters give, and events by hand'),
  wildcard(
    inPartition(`ses:${here}:identity/*`),
    NOTIFIER,
    "the sender is fixed by condition; in SES's sandbox the receivers' identities are asked about too",
  ),
  wildcard(
    inPartition(`ses:${here}:configuration-set/*`),
    NOTIFIER,
    'an identity may bring a default configuration set, which keyturn does not know',
  ),
  wildcard(
    inPartition(`kms:${here}:key/*`),
    NOTIFIER,
    'whichever key of this account the two SMTP parameters are under: by condition, only through Parameter Store, and only for these two',
  ),
  ...(['inventory', 'rotation', 'notifier'] as const).map((kind) =>
    wildcard(
      inPartition(`logs:${here}:log-group:/keyturn/${kind}:*`),
      { inventory: INVENTORY, rotation: ROTATION, notifier: NOTIFIER }[kind],
      "the streams of the function's own log group",
    ),
  ),
];

const ofRuns: readonly Acknowledged[] = [
  wildcard('<RunBucket.Arn>/runs/*/accounts.json', RUN, 'the list of accounts of each run'),
  wildcard('<RunBucket.Arn>/runs/*/batches.json', RUN, 'the same accounts in batches, of each run'),
  wildcard('<RunBucket.Arn>/runs/*/chosen-batches.json', RUN, 'the account that a search settled on, of each run'),
  wildcard(
    inPartition(`states:${here}:execution:keyturn-run:*`),
    INVENTORY,
    'runs of this one state machine, which the inventory names itself: a start that is tried again asks for the first',
  ),
  wildcard(
    inPartition(`states:${here}:execution:keyturn-run/*`),
    RUN,
    "a distributed map's executions of this one state machine, whose names Step Functions gives",
  ),
  {
    finding: 'AwsSolutions-SF1',
    on: ['RunStateMachine'],
    reason:
      'failures are logged; the rest is in the history of each execution, kept 90 days. All events of 10,000 accounts a day would be paid for and read by nobody',
  },
  {
    finding: 'AwsSolutions-SF2',
    on: ['RunStateMachine'],
    reason: 'the history shows each call and its time; traces would add cost, and a right on everything',
  },
  {
    finding: 'AwsSolutions-S1',
    on: ['RunBucket'],
    reason:
      "three roles of this stack use the bucket; who wants its reads recorded has CloudTrail's data events for it",
  },
  { finding: 'AwsSolutions-SQS3', on: ['DeadLetters'], reason: 'it is the dead-letter queue' },
  {
    finding: 'AwsSolutions-EC23',
    on: ['ASAEndpointsSG'],
    reason: 'the rule cannot judge a parameter; pVPCCidr has no default, and a rule refuses 0.0.0.0/0',
  },
];

export const acknowledged: readonly Acknowledged[] = [...ofAccounts, ...ofFunctions, ...ofRuns];
