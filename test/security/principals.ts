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

/** A session of a role, whose ARN has not the path of the role. */
const roleSession = (account: string, role: string, roleId: string): TestPrincipal => ({
  arn: `arn:aws:sts::${account}:assumed-role/${role.split('/').at(-1)}/session`,
  account,
  userId: `${roleId}:session`,
  principalArn: `arn:aws:iam::${account}:role/${role}`,
});

const MEMBER_ROLE = 'asa-iam-key-rotation-lambda-assumed-role';
const SSO = 'aws-reserved/sso.amazonaws.com';

/** Who may change the secret: the member role, those whom a setting names, the root user, the role for emergencies. */
export const WRITERS = writersOf({
  partition: 'aws',
  account: MEMBER,
  role: MEMBER_ROLE,
  others: [`role/${SSO}/*/AWSReservedSSO_Keyturn_*`, 'user/ops/robot', `arn:aws:iam::${PRIMARY}:role/central`],
});

/** What the policy of the secret leaves to a principal that every policy of its own allows everything. */
export interface Rights {
  /** Its value. `nothing`: denied outright. */
  readonly reads: 'the value' | 'nothing';
  /**
   * Its policy, versions, labels, tags and replicas. `nothing`: denied outright. `not from outside`: not denied, but
   * another account's principals need a policy of the secret that allows it, too.
   */
  readonly changes: 'all' | 'nothing' | 'not from outside';
}

export interface PrincipalRow extends Rights {
  readonly who: TestPrincipal;
}

const owner = (who: TestPrincipal): PrincipalRow => ({ who, reads: 'the value', changes: 'nothing' });
const writer = (who: TestPrincipal): PrincipalRow => ({ who, reads: 'nothing', changes: 'all' });
const stranger = (who: TestPrincipal): PrincipalRow => ({ who, reads: 'nothing', changes: 'nothing' });

/** Everybody who might ask, one row each; what holds of a row is judged in who-can-read and who-can-write. */
export const principals = {
  'the owner': owner(user(MEMBER, 'teams/ann', OWNER_ID)),
  'a GetSessionToken session of the owner': owner(user(MEMBER, 'teams/ann', OWNER_ID)),

  "keyturn's member role": writer(roleSession(MEMBER, MEMBER_ROLE, 'AROAROTATORROTATOR001')),
  'the member role, made again': writer(roleSession(MEMBER, MEMBER_ROLE, 'AROAAGAINAGAINAGAIN01')),
  'the root user of the account': writer({ arn: `arn:aws:iam::${MEMBER}:root`, account: MEMBER, userId: MEMBER }),
  'the role for emergencies': writer(roleSession(MEMBER, 'keyturn-break-glass', 'AROAGLASSGLASSGLASS01')),
  'an SSO role that a setting names, with its path': writer(
    roleSession(MEMBER, `${SSO}/eu-central-1/AWSReservedSSO_Keyturn_0123456789abcdef`, 'AROASSOSSOSSOSSOSSO01'),
  ),
  'that SSO role, provisioned again under another hash': writer(
    roleSession(MEMBER, `${SSO}/eu-central-1/AWSReservedSSO_Keyturn_fedcba9876543210`, 'AROASSOAGAINAGAINAG01'),
  ),
  'a user that a setting names, with its path': writer(user(MEMBER, 'ops/robot', 'AIDAROBOTROBOTROBOT01')),

  'the same name, created again': stranger(user(MEMBER, 'teams/ann', 'AIDASECONDSECOND00001')),
  'the same name on another path': stranger(user(MEMBER, 'ann', 'AIDATHIRDTHIRDTHI0001')),
  'another user of the account': stranger(user(MEMBER, 'bob', 'AIDABOBBOBBOBBOBBOB01')),
  'a power user': stranger(roleSession(MEMBER, 'PowerUser', 'AROAPOWERPOWERPOWER01')),
  'an administrator of the account': stranger(roleSession(MEMBER, 'Admin', 'AROAADMINADMINADMIN01')),
  'a role session that the owner assumed': stranger(roleSession(MEMBER, 'Deploy', 'AROADEPLOYDEPLOY00001')),
  'a federation-token session of the owner': stranger({
    arn: `arn:aws:sts::${MEMBER}:federated-user/ann`,
    account: MEMBER,
    userId: `${MEMBER}:ann`,
  }),
  'an SSO role of another permission set': stranger(
    roleSession(MEMBER, `${SSO}/eu-central-1/AWSReservedSSO_Admin_0123456789abcdef`, 'AROASSOADMINADMINAD01'),
  ),
  'a role named as that SSO role, on no path': stranger(
    roleSession(MEMBER, 'AWSReservedSSO_Keyturn_0123456789abcdef', 'AROASSOFALSEFALSEFA01'),
  ),
  'a Lambda function of the account': stranger(roleSession(MEMBER, 'service-role/clean-up', 'AROACLEANCLEANCLEAN01')),
  'a service-linked role of the account': stranger(
    roleSession(MEMBER, 'aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS', 'AROALINKEDLINKEDLIN01'),
  ),
  'the member role on another path': stranger(roleSession(MEMBER, `elsewhere/${MEMBER_ROLE}`, 'AROAMEMBERPATHPATH001')),
  'a user named as the member role': stranger(user(MEMBER, MEMBER_ROLE, 'AIDAMEMBERROLEUSER001')),
  'the role for emergencies on another path': stranger(
    roleSession(MEMBER, 'elsewhere/keyturn-break-glass', 'AROAPATHPATHPATHPAT01'),
  ),
  'the user that a setting names, on another path': stranger(user(MEMBER, 'robot', 'AIDAROBOTELSEWHERE001')),

  'the same name in another account': stranger(user(PRIMARY, 'teams/ann', 'AIDAELSEWHEREELSE0001')),
  'an administrator of another account': stranger(roleSession(PRIMARY, 'Admin', 'AROAELSEWHEREELSE0001')),
  'the member role of another account': stranger(roleSession(PRIMARY, MEMBER_ROLE, 'AROAOTHERMEMBEROTH001')),
  'the role for emergencies of another account': stranger(
    roleSession(PRIMARY, 'keyturn-break-glass', 'AROAOTHEROTHEROTHER01'),
  ),
  "keyturn's execution role": stranger(roleSession(PRIMARY, 'keyturn', 'AROAEXECUTEEXECUTE001')),
  'a role of another account that a setting names': {
    who: roleSession(PRIMARY, 'central', 'AROACENTRALCENTRAL001'),
    reads: 'nothing',
    changes: 'not from outside',
  },
} as const satisfies Readonly<Record<string, PrincipalRow>>;

/** Roles that a setting lets read for good: one of the account, and one of another with a key of its own. */
export const READERS = [`arn:aws:iam::${MEMBER}:role/deploy/runner`, `arn:aws:iam::${PRIMARY}:role/ci`];

export const chosenReaders: Readonly<Record<string, TestPrincipal>> = {
  'a role that a setting names as reader': roleSession(MEMBER, 'deploy/runner', 'AROARUNNERRUNNERRU001'),
  'that role, made again': roleSession(MEMBER, 'deploy/runner', 'AROARUNNERAGAINAGA001'),
  'a role of another account that a setting names as reader': roleSession(PRIMARY, 'ci', 'AROACICICICICICICI001'),
};

/** A role that reads until {@link HANDED_UNTIL}. */
export const HANDED_TO = `arn:aws:iam::${MEMBER}:role/ops/on-call`;
export const HANDED_UNTIL = instant(Date.UTC(2026, 4, 2));
export const onCall = roleSession(MEMBER, 'ops/on-call', 'AROAONCALLONCALLON001');

/** Each row under a title that says what is expected of it. */
export const rows: readonly (readonly [title: string, row: PrincipalRow])[] = Object.entries<PrincipalRow>(
  principals,
).map(([name, row]) => [`${name} | reads ${row.reads} | changes ${row.changes}`, row]);

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
  /** When it asks; absent where no policy asks for that. */
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
  'everything but IAM': POWER_USER,
  'the read policy': documented('read'),
  'what the member role may': documented('member'),
};
