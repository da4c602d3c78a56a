import { describe, expect, it } from 'vitest';
import { resolved } from '../resolved.fixture.ts';
import { given, templateNamed } from '../written.fixture.ts';
import { matches } from './event-pattern.fixture.ts';

const [PRIMARY, MEMBER, REGION] = ['111111111111', '222222222222', 'eu-central-1'];
const MEMBER_ROLE = 'asa-iam-key-rotation-lambda-assumed-role';
const EXECUTION = `arn:aws:iam::${PRIMARY}:role/asa-iam-key-rotation-lambda-execution-role`;
const OPERATORS = `arn:aws:iam::${PRIMARY}:role/operators`;
const GROUP = 'IAMKeyRotationExemptionGroup';
const SECRET = `Account_${MEMBER}_User_ann_AccessKey`;
const SECRET_ARN = `arn:aws:secretsmanager:${REGION}:${MEMBER}:secret:${SECRET}-AbCdEf`;

const madeIn = (account: string, { region = REGION, operators = OPERATORS } = {}) =>
  resolved(templateNamed('watch'), {
    account,
    region,
    parameters: { ...given, WatchRegion: REGION, OperatorPrincipalArns: operators },
  });

interface RuleProperties {
  readonly Name: string;
  readonly State: string;
  readonly EventPattern: Readonly<Record<string, unknown>>;
  readonly EventBusName?: string;
  readonly Targets: readonly { readonly Arn: string; readonly RoleArn?: string }[];
}

const rulesIn = (account: string, options = {}): readonly RuleProperties[] =>
  Object.values(madeIn(account, options)).flatMap(({ Type, Properties }) =>
    Type === 'AWS::Events::Rule' && Properties.EventBusName === undefined ? [Properties] : [],
  );

const session = (role: string, name: string, account = MEMBER) => ({
  type: 'AssumedRole',
  principalId: `AROAROLEROLEROLEROLE1:${name}`,
  arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
  accountId: account,
  sessionContext: { sessionIssuer: { type: 'Role', userName: role, arn: `arn:aws:iam::${account}:role/${role}` } },
});

const user = (name: string, account = MEMBER) => ({
  type: 'IAMUser',
  arn: `arn:aws:iam::${account}:user/${name}`,
  accountId: account,
  userName: name,
});

/** What cannot be told of in the account where the role is: whose session it is. */
const anotherAccount = (accountId: string) => ({ type: 'AWSAccount', principalId: 'AROA1:x', accountId });

const seen = (source: string, eventName: string, detail: object) => ({
  source: `aws.${source}`,
  'detail-type': 'AWS API Call via CloudTrail',
  detail: { eventName, sourceIPAddress: '203.0.113.7', userAgent: 'aws-cli/2', ...detail },
});

const heardIn = (account: string, event: ReturnType<typeof seen>, options = {}): readonly string[] =>
  rulesIn(account, options)
    .filter(({ EventPattern }) => matches(EventPattern, event))
    .map(({ Name }) => Name.replace('keyturn-watch-', ''));

const ourRun = session(MEMBER_ROLE, 'keyturn-run-7');
const stranger = session('Admin', 'eve');
const roleIn = (account: string) => `arn:aws:iam::${account}:role/${MEMBER_ROLE}`;
const byCloudFormation = { sourceIPAddress: 'cloudformation.amazonaws.com' };

describe('an account watches', () => {
  it.each([
    [
      'a key made by the member role in a foreign session',
      seen('iam', 'CreateAccessKey', { userIdentity: session(MEMBER_ROLE, 'eve') }),
      'foreign-session-iam',
    ],
    [
      'a policy put by it in a foreign session',
      seen('secretsmanager', 'PutResourcePolicy', {
        userIdentity: session(MEMBER_ROLE, 'eve'),
        requestParameters: { secretId: SECRET },
      }),
      'foreign-session-secrets',
    ],
    [
      'its role assumed from another account',
      seen('sts', 'AssumeRole', {
        userIdentity: anotherAccount('999999999999'),
        requestParameters: { roleArn: roleIn(MEMBER) },
      }),
      'entered-from-elsewhere',
    ],
    [
      'its role assumed from itself',
      seen('sts', 'AssumeRole', { userIdentity: stranger, requestParameters: { roleArn: roleIn(MEMBER) } }),
      'entered-from-elsewhere',
    ],
    [
      'the policy of a secret put by a role',
      seen('secretsmanager', 'PutResourcePolicy', {
        userIdentity: stranger,
        requestParameters: { secretId: SECRET_ARN },
      }),
      'secret-re-pointed',
    ],
    [
      'the policy of a secret taken off by a user',
      seen('secretsmanager', 'DeleteResourcePolicy', {
        userIdentity: user('ann'),
        requestParameters: { secretId: SECRET },
      }),
      'secret-re-pointed',
    ],
    [
      'a secret read by a role',
      seen('secretsmanager', 'GetSecretValue', { userIdentity: stranger, requestParameters: { secretId: SECRET_ARN } }),
      'secret-read-by-another',
    ],
    [
      'a secret denied to a user',
      seen('secretsmanager', 'GetSecretValue', {
        userIdentity: user('bob'),
        errorCode: 'AccessDenied',
        requestParameters: { secretId: SECRET },
      }),
      'secret-read-by-another',
    ],
    [
      'secrets asked for by the member role',
      seen('secretsmanager', 'BatchGetSecretValue', { userIdentity: ourRun }),
      'secret-read-by-keyturn',
    ],
    [
      'a user put into the exemption group',
      seen('iam', 'AddUserToGroup', {
        userIdentity: stranger,
        requestParameters: { groupName: GROUP, userName: 'ann' },
      }),
      'exempted',
    ],
    [
      'the exemption group renamed',
      seen('iam', 'UpdateGroup', {
        userIdentity: stranger,
        requestParameters: { groupName: GROUP, newGroupName: 'x' },
      }),
      'exempted',
    ],
    [
      'another group renamed to it',
      seen('iam', 'UpdateGroup', {
        userIdentity: stranger,
        requestParameters: { groupName: 'x', newGroupName: GROUP },
      }),
      'exempted',
    ],
    [
      'the exemption group deleted',
      seen('iam', 'DeleteGroup', { userIdentity: stranger, requestParameters: { groupName: GROUP } }),
      'exempted',
    ],
    [
      'the trust of the member role changed',
      seen('iam', 'UpdateAssumeRolePolicy', { userIdentity: stranger, requestParameters: { roleName: MEMBER_ROLE } }),
      'role-changed',
    ],
  ])('%s', (_, event, rule) => {
    expect(heardIn(MEMBER, event)).toEqual([rule]);
  });

  it.each([
    ['what keyturn does', seen('iam', 'CreateAccessKey', { userIdentity: ourRun })],
    [
      'policies that keyturn puts',
      seen('secretsmanager', 'PutResourcePolicy', {
        userIdentity: ourRun,
        requestParameters: { secretId: SECRET_ARN },
      }),
    ],
    [
      'keyturn coming in',
      seen('sts', 'AssumeRole', {
        userIdentity: anotherAccount(PRIMARY),
        requestParameters: { roleArn: roleIn(MEMBER) },
      }),
    ],
    [
      'a user who reads its secret',
      seen('secretsmanager', 'GetSecretValue', {
        userIdentity: user('ann'),
        requestParameters: { secretId: SECRET_ARN },
      }),
    ],
    [
      'a new key that is not known everywhere',
      seen('secretsmanager', 'GetSecretValue', {
        userIdentity: user('ann'),
        errorCode: 'AccessDenied',
        userAgent: 'aws-sdk-js/3 keyturn',
        requestParameters: { secretId: SECRET_ARN },
      }),
    ],
    [
      'other secrets',
      seen('secretsmanager', 'GetSecretValue', { userIdentity: stranger, requestParameters: { secretId: 'database' } }),
    ],
    [
      'other groups',
      seen('iam', 'AddUserToGroup', { userIdentity: stranger, requestParameters: { groupName: 'Developers' } }),
    ],
    ['other roles', seen('iam', 'PutRolePolicy', { userIdentity: stranger, requestParameters: { roleName: 'Admin' } })],
    [
      'an update of the stack',
      seen('iam', 'PutRolePolicy', {
        ...byCloudFormation,
        userIdentity: stranger,
        requestParameters: { roleName: MEMBER_ROLE },
      }),
    ],
    [
      'the code of functions, which are elsewhere',
      seen('lambda', 'UpdateFunctionCode20150331v2', {
        userIdentity: stranger,
        requestParameters: { functionName: 'ASA-Notifier' },
      }),
    ],
  ])('and says nothing of %s', (_, event) => {
    expect(heardIn(MEMBER, event)).toEqual([]);
  });

  it('reads too, which EventBridge leaves out unless it is asked for them', () => {
    const ofReads = rulesIn(MEMBER).filter(({ EventPattern }) =>
      JSON.stringify(EventPattern).includes('GetSecretValue'),
    );
    expect(ofReads.map(({ State }) => State)).toEqual(Array(2).fill('ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'));
  });
});

describe('the primary account watches', () => {
  const entering = (userIdentity: object) =>
    seen('sts', 'AssumeRole', { userIdentity, requestParameters: { roleArn: roleIn(MEMBER) } });
  const name = (arn: string) => arn.split('/').at(-1) ?? '';

  it.each([
    ['a role', session('Admin', 'eve', PRIMARY)],
    ['a user', user('eve', PRIMARY)],
  ])('%s of its own that enters an account, or is denied that', (_, who) => {
    expect(heardIn(PRIMARY, entering(who))).toEqual(['entered-by-somebody-else']);
    expect(heardIn(PRIMARY, entering(who), { operators: '' })).toEqual(['entered-by-somebody-else']);
  });

  it('and lets the function and the operators in without a word', () => {
    expect(heardIn(PRIMARY, entering(session(name(EXECUTION), 'x', PRIMARY)))).toEqual([]);
    expect(heardIn(PRIMARY, entering(session(name(EXECUTION), 'x', PRIMARY)), { operators: '' })).toEqual([]);
    expect(heardIn(PRIMARY, entering(session(name(OPERATORS), 'ann', PRIMARY)))).toEqual([]);
  });

  it.each(['ASA-Notifier', `arn:aws:lambda:${REGION}:${PRIMARY}:function:ASA-Account-Inventory`])(
    'the code of %s, changed by anybody but CloudFormation',
    (functionName) => {
      const change = (more: object) =>
        seen('lambda', 'UpdateFunctionCode20150331v2', {
          userIdentity: stranger,
          requestParameters: { functionName },
          ...more,
        });
      expect(heardIn(PRIMARY, change({}))).toEqual(['code-changed']);
      expect(heardIn(PRIMARY, change(byCloudFormation))).toEqual([]);
    },
  );
});

describe('what was seen', () => {
  const busArn = `arn:aws:events:${REGION}:${PRIMARY}:event-bus/keyturn-watch`;

  it('goes to the one bus, from each account and Region, by a role that can do nothing else', () => {
    for (const account of [PRIMARY, MEMBER]) {
      const made = madeIn(account, { region: 'us-east-1' });
      expect(made.WatchForwarder?.Properties.Policies[0].PolicyDocument.Statement).toMatchObject([
        { Effect: 'Allow', Action: ['events:PutEvents'], Resource: busArn },
        { Effect: 'Deny' },
      ]);
      for (const { Targets } of rulesIn(account, { region: 'us-east-1' }))
        expect(Targets).toEqual([{ Id: 'primary-account', Arn: busArn, RoleArn: 'arn:aws:made:::WatchForwarder' }]);
    }
  });

  it('is mailed from the primary account, in one Region', () => {
    const centreOf = (account: string, region: string) =>
      Object.entries(madeIn(account, { region }))
        .filter(([, { Type }]) => /Bus|SNS|KMS/.test(Type))
        .map(([id]) => id)
        .sort();
    expect(centreOf(PRIMARY, REGION)).toEqual([
      'AlarmMails',
      'AlarmTopic',
      'AlarmTopicKey',
      'AlarmTopicPolicy',
      'WatchBus',
      'WatchBusPolicy',
    ]);
    expect(centreOf(PRIMARY, 'us-east-1')).toEqual([]);
    expect(centreOf(MEMBER, REGION)).toEqual([]);
  });

  it('is taken from accounts of the organization, and mailed only where AWS itself says it', () => {
    const { WatchBusPolicy, WatchMails } = madeIn(PRIMARY);
    expect(WatchBusPolicy?.Properties.Statement.Condition).toEqual({
      StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
    });
    for (const source of WatchMails?.Properties.EventPattern.source ?? []) expect(source).toMatch(/^aws\./);
    expect(WatchMails?.Properties.Targets).toMatchObject([{ Arn: 'AlarmTopic' }]);
  });
});
