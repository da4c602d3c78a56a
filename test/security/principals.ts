import { readFileSync } from 'node:fs';
import { writersOf } from '../../src/app/secret/writers.ts';
import { instant } from '../../src/core/time.ts';
import { judge, type Verdict } from './judge.ts';

/** Account of the owner and of the secret, and another one. */
export const MEMBER = '222222222222';
export const PRIMARY = '111111111111';
export const OWNER_ID = 'AIDAOWNEROWNEROWNER01';
export const OWNER = { arn: `arn:aws:iam::${MEMBER}:user/teams/ann`, id: OWNER_ID };
export const SECRET = `arn:aws:secretsmanager:us-east-1:${MEMBER}:secret:Account_${MEMBER}_User_ann_AccessKey-AbCdEf`;

/** Who asks, as IAM sees them. */
export interface TestPrincipal {
  readonly arn: string;
  readonly account: string;
  readonly userId: string;
  readonly userName?: string;
  /** Of the principal; the ARN of a session's role, else the ARN itself. */
  readonly principalArn?: string;
}

const user = (account: string, path: string, userId: string): TestPrincipal => ({
  arn: `arn:aws:iam::${account}:user/${path}`,
  account,
  userId,
  userName: path.split('/').at(-1) ?? path,
});

const roleSession = (account: string, role: string, roleId: string): TestPrincipal => ({
  arn: `arn:aws:sts::${account}:assumed-role/${role}/session`,
  account,
  userId: `${roleId}:session`,
  principalArn: `arn:aws:iam::${account}:role/${role}`,
});

/** Who may change the secret: the member role, two whom a setting names, the root user, the role for emergencies. */
export const WRITERS = writersOf({
  partition: 'aws',
  account: MEMBER,
  memberRole: 'asa-iam-key-rotation-lambda-assumed-role',
  others: ['role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Keyturn_*', 'user/ops/robot'],
});

/** Those who are the owner: the second asked STS for a session of itself, which keeps the user's id. */
export const owners: Readonly<Record<string, TestPrincipal>> = {
  'the owner': user(MEMBER, 'teams/ann', OWNER_ID),
  'a GetSessionToken session of the owner': user(MEMBER, 'teams/ann', OWNER_ID),
};

export const others: Readonly<Record<string, TestPrincipal>> = {
  'the same name, created again': user(MEMBER, 'teams/ann', 'AIDASECONDSECOND00001'),
  'the same name on another path': user(MEMBER, 'ann', 'AIDATHIRDTHIRDTHI0001'),
  'another user of the account': user(MEMBER, 'bob', 'AIDABOBBOBBOBBOBBOB01'),
  'an administrator of the account': roleSession(MEMBER, 'Admin', 'AROAADMINADMINADMIN01'),
  "keyturn's member role": roleSession(MEMBER, 'asa-iam-key-rotation-lambda-assumed-role', 'AROAROTATORROTATOR001'),
  'the root user of the account': { arn: `arn:aws:iam::${MEMBER}:root`, account: MEMBER, userId: MEMBER },
  'a role session that the owner assumed': roleSession(MEMBER, 'Deploy', 'AROADEPLOYDEPLOY00001'),
  'a federation-token session of the owner': {
    arn: `arn:aws:sts::${MEMBER}:federated-user/ann`,
    account: MEMBER,
    userId: `${MEMBER}:ann`,
  },
  'the same name in another account': user(PRIMARY, 'teams/ann', 'AIDAELSEWHEREELSE0001'),
  'an administrator of another account': roleSession(PRIMARY, 'Admin', 'AROAELSEWHEREELSE0001'),
  "keyturn's execution role": roleSession(PRIMARY, 'keyturn', 'AROAEXECUTEEXECUTE001'),
};

/** Those whom the policy names as writers, each with whatever rights. */
export const writers: Readonly<Record<string, TestPrincipal>> = {
  "keyturn's member role": roleSession(MEMBER, 'asa-iam-key-rotation-lambda-assumed-role', 'AROAROTATORROTATOR001'),
  'the member role, made again': roleSession(
    MEMBER,
    'asa-iam-key-rotation-lambda-assumed-role',
    'AROAAGAINAGAINAGAIN01',
  ),
  'the root user of the account': { arn: `arn:aws:iam::${MEMBER}:root`, account: MEMBER, userId: MEMBER },
  'the role for emergencies': roleSession(MEMBER, 'keyturn-break-glass', 'AROAGLASSGLASSGLASS01'),
  'an SSO role with a path that a setting names': {
    arn: `arn:aws:sts::${MEMBER}:assumed-role/AWSReservedSSO_Keyturn_0123456789abcdef/ann`,
    account: MEMBER,
    userId: 'AROASSOSSOSSOSSOSSO01:ann',
    principalArn: `arn:aws:iam::${MEMBER}:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Keyturn_0123456789abcdef`,
  },
  'a user with a path that a setting names': user(MEMBER, 'ops/robot', 'AIDAROBOTROBOTROBOT01'),
};

/** Roles that a setting lets read for good: one whose users choose it, one of another account with a key of its own. */
export const READERS = [`arn:aws:iam::${MEMBER}:role/deploy/runner`, `arn:aws:iam::${PRIMARY}:role/ci`];

export const chosenReaders: Readonly<Record<string, TestPrincipal>> = {
  'a role that a setting names as reader': {
    ...roleSession(MEMBER, 'runner', 'AROARUNNERRUNNERRU001'),
    principalArn: READERS[0] ?? '',
  },
  'that role, made again': {
    ...roleSession(MEMBER, 'runner', 'AROARUNNERAGAINAGA001'),
    principalArn: READERS[0] ?? '',
  },
  'a role of another account that a setting names': roleSession(PRIMARY, 'ci', 'AROACICICICICICICI001'),
};

/** A role that reads until {@link HANDED_UNTIL}. */
export const HANDED_TO = `arn:aws:iam::${MEMBER}:role/ops/on-call`;
export const HANDED_UNTIL = instant(Date.UTC(2026, 4, 2));

export const onCall: TestPrincipal = {
  ...roleSession(MEMBER, 'on-call', 'AROAONCALLONCALLON001'),
  principalArn: HANDED_TO,
};

/** Those who come close to a writer, and are none. */
export const almostWriters: Readonly<Record<string, TestPrincipal>> = {
  'a power user': roleSession(MEMBER, 'PowerUser', 'AROAPOWERPOWERPOWER01'),
  'the role for emergencies on another path': {
    ...roleSession(MEMBER, 'keyturn-break-glass', 'AROAPATHPATHPATHPAT01'),
    principalArn: `arn:aws:iam::${MEMBER}:role/elsewhere/keyturn-break-glass`,
  },
  'the role for emergencies of another account': roleSession(PRIMARY, 'keyturn-break-glass', 'AROAOTHEROTHEROTHER01'),
  'an SSO role of another permission set': {
    arn: `arn:aws:sts::${MEMBER}:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/ann`,
    account: MEMBER,
    userId: 'AROASSOADMINADMINAD01:ann',
    principalArn: `arn:aws:iam::${MEMBER}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef`,
  },
  'the user that a setting names, on another path': user(MEMBER, 'robot', 'AIDAROBOTELSEWHERE001'),
  'a Lambda function of the account': roleSession(MEMBER, 'service-role/clean-up', 'AROACLEANCLEANCLEAN01'),
};

/** AWS's PowerUserAccess: everything but IAM. */
export const POWER_USER = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' }],
};

export interface Access {
  readonly who: TestPrincipal;
  readonly action: string;
  readonly resource: string;
  /** The policy of the principal itself. */
  readonly identity: object | undefined;
  readonly resourcePolicy?: object;
  readonly at?: number;
}

/** What a principal may do in the owner's account. */
export const verdictOn = ({ who, action, resource, identity, resourcePolicy, at }: Access): Promise<Verdict> => {
  const { arn, principalArn = arn, account, userId, userName } = who;
  const policies: Record<string, object> = identity === undefined ? {} : { identity };
  const context: Record<string, string> = {
    ...(userName === undefined ? {} : { 'aws:username': userName }),
    ...(at === undefined ? {} : { 'aws:CurrentTime': new Date(at).toISOString() }),
  };
  return judge(
    { account, arn, principalArn, userId, policies },
    { action, resource, account: MEMBER, context },
    resourcePolicy,
  );
};

/** The policy that docs/operations.md gives under this name; deployments write the same. */
export const documented = (name: string): object => {
  const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const block = new RegExp(`<!-- policy: ${name} -->\\s*\`\`\`json\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1];
  if (block === undefined) throw new Error(`docs/operations.md has no policy ${name}`);
  return JSON.parse(block);
};

const document = (...Statement: readonly object[]): object => ({ Version: '2012-10-17', Statement });

export const ADMIN = document({ Effect: 'Allow', Action: '*', Resource: '*' });

/** What a principal may be allowed by policies of its own. */
export const rights: Readonly<Record<string, object | undefined>> = {
  'nothing of its own': undefined,
  'everything allowed': ADMIN,
  'the read policy': documented('read'),
  'what the member role may': documented('member'),
};
