import { runSimulation } from '@cloud-copilot/iam-simulate';
import { describe, expect, test } from 'vitest';
import { authorize } from './authorize.ts';
import { policyOf } from './policy.ts';

/** The policies that keyturn writes, judged by our evaluator and by one that nobody here wrote. */

const MEMBER = '222222222222';
const PRIMARY = '111111111111';
const ORG = 'o-abcdef1234';
const OWNER_ID = 'AIDAOWNEROWNEROWNER01';
const SECRET = `arn:aws:secretsmanager:us-east-1:${MEMBER}:secret:Account_${MEMBER}_User_ann_AccessKey-AbCdEf`;
const MEMBER_ROLE = `arn:aws:iam::${MEMBER}:role/asa-iam-key-rotation-lambda-assumed-role`;
const EXECUTION_ROLE = `arn:aws:iam::${PRIMARY}:role/asa-iam-key-rotation-lambda-execution-role`;

interface Caller {
  readonly accountId: string;
  /** What the call comes from: the user, or the session. */
  readonly arn: string;
  readonly principalArn: string;
  readonly userId: string;
  readonly userName?: string;
}

const user = (accountId: string, userName: string, userId: string): Caller => {
  const arn = `arn:aws:iam::${accountId}:user/${userName}`;
  return { accountId, arn, principalArn: arn, userId, userName };
};

const session = (roleArn: string, roleId: string): Caller => {
  const [accountId = '', name = ''] = [roleArn.split(':')[4], roleArn.split('/').at(-1)];
  const arn = `arn:aws:sts::${accountId}:assumed-role/${name}/run-1`;
  return { accountId, arn, principalArn: roleArn, userId: `${roleId}:run-1` };
};

const callers: Record<string, Caller> = {
  owner: user(MEMBER, 'ann', OWNER_ID),
  'the same name re-created': user(MEMBER, 'ann', 'AIDASECONDSECOND00001'),
  'another user': user(MEMBER, 'bob', 'AIDABOBBOBBOBBOBBOB01'),
  'an account admin': session(`arn:aws:iam::${MEMBER}:role/Admin`, 'AROAADMINADMINADMIN01'),
  'the rotator': session(MEMBER_ROLE, 'AROAROTATORROTATOR001'),
  'the same name elsewhere': user(PRIMARY, 'ann', 'AIDAELSEWHEREELSE0001'),
  'an admin elsewhere': session(`arn:aws:iam::${PRIMARY}:role/Admin`, 'AROAELSEWHEREELSE0001'),
  'the execution role': session(EXECUTION_ROLE, 'AROAEXECUTEEXECUTE001'),
};

const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });

const ADMIN = document({ Effect: 'Allow', Action: '*', Resource: '*' });
const READ_OWN = document({
  Effect: 'Allow',
  Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
  Resource: `arn:aws:secretsmanager:*:${MEMBER}:secret:Account_${MEMBER}_User_\${aws:username}_AccessKey-??????`,
});
const ROTATOR = document(
  { Effect: 'Allow', Action: ['iam:CreateAccessKey', 'secretsmanager:*'], Resource: '*' },
  { Effect: 'Deny', Action: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'], Resource: '*' },
  {
    Effect: 'Allow',
    Action: 'iam:AttachUserPolicy',
    Resource: '*',
    Condition: { ArnEquals: { 'iam:PolicyARN': `arn:aws:iam::${MEMBER}:policy/keyturn-read-own-access-key` } },
  },
);
const identityPolicies = { none: undefined, admin: ADMIN, 'read own': READ_OWN, rotator: ROTATOR };

const SECRET_POLICY = document(
  {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${MEMBER}:user/ann` },
    Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
    Resource: '*',
  },
  {
    Effect: 'Deny',
    Principal: '*',
    Action: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
    Resource: '*',
    Condition: { StringNotEquals: { 'aws:userid': OWNER_ID } },
  },
);

const TRUST = document({
  Effect: 'Allow',
  Principal: { AWS: PRIMARY },
  Action: 'sts:AssumeRole',
  Condition: { ArnEquals: { 'aws:PrincipalArn': EXECUTION_ROLE }, StringEquals: { 'aws:PrincipalOrgID': ORG } },
});

interface Question {
  readonly caller: Caller;
  readonly action: string;
  readonly resource: string;
  readonly identity: object | undefined;
  readonly resourcePolicy?: object;
  readonly context?: Record<string, string>;
  readonly trust?: boolean;
}

const contextOf = ({ caller, context }: Question): Record<string, string> => ({
  'aws:userid': caller.userId,
  'aws:PrincipalArn': caller.principalArn,
  'aws:PrincipalAccount': caller.accountId,
  'aws:PrincipalOrgID': ORG,
  ...(caller.userName === undefined ? {} : { 'aws:username': caller.userName }),
  ...context,
});

const ours = (question: Question): string => {
  const { caller, action, resource, identity, resourcePolicy } = question;
  const values = Object.fromEntries(
    Object.entries(contextOf(question)).map(([key, value]) => [key.toLowerCase(), value]),
  );
  return authorize({
    action: action.toLowerCase(),
    resource,
    context: (key) => values[key],
    caller: { ...caller, since: 0 },
    isRoot: false,
    resourceAccountId: MEMBER,
    identityPolicies: identity === undefined ? [] : [policyOf(JSON.stringify(identity))],
    sessionPolicy: undefined,
    resourcePolicy: resourcePolicy && { policy: policyOf(JSON.stringify(resourcePolicy)), since: 0 },
    resourcePolicyDecides: question.trust ?? false,
    controlPolicies: [],
  }).decision;
};

const TRANSLATION: Record<string, string> = {
  Allowed: 'allow',
  ImplicitlyDenied: 'implicit-deny',
  ExplicitlyDenied: 'explicit-deny',
};

const theirs = async (question: Question): Promise<string> => {
  const { caller, action, resource, identity, resourcePolicy } = question;
  const result = await runSimulation(
    {
      request: {
        principal: caller.arn,
        action,
        resource: { resource, accountId: MEMBER },
        contextVariables: contextOf(question),
      },
      identityPolicies: identity === undefined ? [] : [{ name: 'identity', policy: identity }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
    },
    {},
  );
  if (result.resultType === 'error') throw new Error(JSON.stringify(result.errors));
  return TRANSLATION[result.overallResult] ?? result.overallResult;
};

const agree = async (question: Question): Promise<string> => {
  const verdict = ours(question);
  expect({ question, verdict }).toEqual({ question, verdict: await theirs(question) });
  return verdict;
};

describe('our evaluator and iam-simulate agree', () => {
  for (const [who, caller] of Object.entries(callers)) {
    for (const [which, identity] of Object.entries(identityPolicies)) {
      test(`on what ${who} with ${which} identity policy may do to the owner's secret`, async () => {
        for (const action of ['GetSecretValue', 'DescribeSecret', 'PutSecretValue', 'PutResourcePolicy']) {
          const question = { caller, action: `secretsmanager:${action}`, resource: SECRET, identity };
          await agree(question);
          await agree({ ...question, resourcePolicy: SECRET_POLICY });
        }
      });

      test(`on whether ${who} with ${which} identity policy may assume the member role`, async () => {
        const question = { caller, action: 'sts:AssumeRole', resource: MEMBER_ROLE, identity };
        await agree({ ...question, resourcePolicy: TRUST, trust: true });
      });
    }
  }

  test.each(['keyturn-read-own-access-key', 'AdministratorAccess'])('on attaching %s', async (name) => {
    const question: Question = {
      caller: callers['the rotator'] as Caller,
      action: 'iam:AttachUserPolicy',
      resource: `arn:aws:iam::${MEMBER}:user/ann`,
      identity: ROTATOR,
      context: { 'iam:PolicyARN': `arn:aws:iam::${MEMBER}:policy/${name}` },
    };
    expect(await agree(question)).toBe(name.startsWith('keyturn') ? 'allow' : 'implicit-deny');
  });
});

test('under the secret policy nobody but the owner reads, with whatever rights of their own', () => {
  const readers = Object.entries(callers).filter(([, caller]) =>
    Object.values(identityPolicies).some((identity) => {
      const action = 'secretsmanager:GetSecretValue';
      return ours({ caller, action, resource: SECRET, identity, resourcePolicy: SECRET_POLICY }) === 'allow';
    }),
  );
  expect(readers.map(([who]) => who)).toEqual(['owner']);
});
