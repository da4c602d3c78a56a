import { CfnCondition, Fn, type Stack } from 'aws-cdk-lib';
import type { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { names } from '../names.ts';
import { addRole, allow, arn, trustService } from '../policies.ts';
import { onAnything } from '../resources-of-any-name.ts';
import { type FunctionKind, logGroupName } from './functions.ts';
import { bucketOfTemplates } from './optional-places.ts';
import { mailsBySmtp, signInToSmtp, unlessBySmtp } from './smtp.ts';

interface Things {
  readonly bucket: CfnBucket;
  readonly deadLetters: CfnQueue;
}

export const stateMachineArn = (): string =>
  arn(`states:\${AWS::Region}:\${AWS::AccountId}:stateMachine:${names.stateMachine}`);

/** Of whole runs; those of parts of one have a slash behind the name. */
const executionArns = (): string => arn(`states:\${AWS::Region}:\${AWS::AccountId}:execution:${names.stateMachine}:*`);

/** Roles of the three functions: who touches what. */
export const addFunctionRoles = (stack: Stack, things: Things): Readonly<Record<FunctionKind, CfnRole>> => {
  mailsBySmtp(stack);
  new CfnCondition(stack, 'ListsFromHere', { expression: Fn.conditionEquals(Fn.ref('OrgListAccount'), '') });
  return {
    inventory: addFunctionRole(stack, things, {
      kind: 'inventory',
      logicalId: 'AccountInventoryFunctionExecutionRole',
      roleName: Fn.ref('InventoryExecutionRoleName'),
      statements: inventory(things),
    }),
    rotation: addFunctionRole(stack, things, {
      kind: 'rotation',
      logicalId: 'RotationLambdaFunctionExecutionRole',
      roleName: Fn.ref('ExecutionRoleName'),
      statements: rotation(things),
    }),
    notifier: addFunctionRole(stack, things, {
      kind: 'notifier',
      logicalId: 'NotifierFunctionExecutionRole',
      statements: notifier(things, bucketOfTemplates(stack)),
    }),
  };
};

interface FunctionRole {
  readonly kind: FunctionKind;
  readonly logicalId: string;
  readonly roleName?: string;
  readonly statements: readonly unknown[];
}

const addFunctionRole = (stack: Stack, { deadLetters }: Things, role: FunctionRole): CfnRole =>
  addRole(stack, {
    logicalId: role.logicalId,
    roleName: role.roleName,
    description: `keyturn: what ${names[role.kind]} may do`,
    trust: trustService('lambda.amazonaws.com'),
    policyName: role.kind,
    statements: [
      ...role.statements,
      allow(
        'WriteLogs',
        ['logs:CreateLogStream', 'logs:PutLogEvents'],
        arn(`logs:\${AWS::Region}:\${AWS::AccountId}:log-group:${logGroupName(role.kind)}:*`),
      ),
      allow('LeaveFailures', ['sqs:SendMessage'], deadLetters.attrArn),
    ],
  });

const objects = (bucket: CfnBucket, path: string): string => `${bucket.attrArn}/${path}`;

/** Without it S3 answers 403 instead of 404 for an object that is not there. */
const seeWhatIsMissing = (bucket: CfnBucket) => allow('SeeWhatIsMissing', ['s3:ListBucket'], bucket.attrArn);

/**
 * A role of that name in an account outside is nobody's whom keyturn looks after, whatever document names the account
 * (IAM, "aws:ResourceOrgID"; AWS's own policies for STS ask for it by StringEquals).
 */
const ofThisOrganization = () => ({ StringEquals: { 'aws:ResourceOrgID': Fn.ref('AWSOrgID') } });

/** Documents that outlive their run. */
const KEPT = ['last-complete.json', 'key-counts.json', 'first-report.json', 'failed-beside-others.json'];

/** What the inventory leaves for mails by hand, and reads never. */
const addresses = (bucket: CfnBucket): string => objects(bucket, 'account-addresses.json');

const inventory = ({ bucket }: Things) => [
  allow(
    'ListAccounts',
    ['sts:AssumeRole'],
    Fn.conditionIf(
      'ListsFromHere',
      arn('iam::${AWS::AccountId}:role/${OrgListRole}'),
      arn('iam::${OrgListAccount}:role/${OrgListRole}'),
    ),
    ofThisOrganization(),
  ),
  allow('StartRuns', ['states:StartExecution'], stateMachineArn()),
  allow('SeeWhatWasStarted', ['states:DescribeExecution'], executionArns()),
  allow(
    'KeepRuns',
    ['s3:GetObject', 's3:PutObject'],
    ['runs/*', ...KEPT].map((path) => objects(bucket, path)),
  ),
  allow('KeepAddressesOfAccounts', ['s3:PutObject'], addresses(bucket)),
  seeWhatIsMissing(bucket),
];

const rotation = ({ bucket }: Things) => [
  allow('EnterAccounts', ['sts:AssumeRole'], arn('iam::*:role/${IAMRoleName}'), ofThisOrganization()),
  Fn.conditionIf(
    'KeepsAllSecrets',
    allow(
      'KeepSecretsOfAllAccounts',
      ['sts:AssumeRole'],
      arn('iam::${AWS::AccountId}:role/${CentralRoleName}'),
      ofThisOrganization(),
    ),
    Fn.ref('AWS::NoValue'),
  ),
  // Whether there are secrets by the other setting, before the first is made for an account.
  allow(...onAnything('SeeWhetherSecretsAreHere', ['secretsmanager:ListSecrets'])),
  allow('KeepResults', ['s3:GetObject', 's3:PutObject'], objects(bucket, 'runs/*')),
  seeWhatIsMissing(bucket),
];

const notifier = ({ bucket }: Things, templates: string) => [
  allow(...onAnything('SeeWhoIsSuppressed', ['ses:GetSuppressedDestination'])),
  allow(
    'ReadMails',
    ['s3:GetObject'],
    ['visited', 'outbox'].map((folder) => objects(bucket, `runs/*/${folder}/*`)),
  ),
  allow('ReadAddressesOfAccounts', ['s3:GetObject'], addresses(bucket)),
  allow('NoteSentMails', ['s3:GetObject', 's3:PutObject'], objects(bucket, 'runs/*/sent/*')),
  seeWhatIsMissing(bucket),
  // A bucket's name can be taken by anybody once its bucket is gone.
  allow(
    'ReadMailTemplates',
    ['s3:GetObject'],
    Fn.sub('arn:${AWS::Partition}:s3:::${Templates}/${S3BucketPrefix}/template/*', { Templates: templates }),
    ofThisOrganization(),
  ),
  ...signInToSmtp(),
  unlessBySmtp(
    allow(
      'SendMails',
      ['ses:SendEmail'],
      // While SES is in its sandbox, a receiver's identity is asked about too; one may bring a configuration set.
      [
        arn('ses:${AWS::Region}:${AWS::AccountId}:identity/*'),
        arn('ses:${AWS::Region}:${AWS::AccountId}:configuration-set/*'),
      ],
      { StringEquals: { 'ses:FromAddress': Fn.ref('AdminEmailAddress') } },
    ),
  ),
];
