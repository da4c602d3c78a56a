import { beforeAll, describe, expect, it } from 'vitest';
import { MANAGEMENT, PAYMENTS, PRIMARY, WEB } from '../../deployed/organization.ts';
import { judge, type Question, type Verdict } from '../../security/judge.ts';
import { doneByAws } from '../../security/least-privilege/done-by-aws.ts';
import { type AskedQuestion, questionsOf } from '../../security/least-privilege/questions.ts';
import { type RecordedLife, record } from '../../security/least-privilege/recorded-lives.ts';
import { rolesOf, sessionOf, statementsOf, type TrustStatement } from '../../security/least-privilege/roles.ts';

let recorded: RecordedLife;
let asked: readonly AskedQuestion[];

beforeAll(async () => {
  recorded = await record();
  const own = questionsOf(recorded.deployedOrganization, recorded.sent);
  asked = [...own, ...askedByAws()];
});

const askedByAws = (): readonly AskedQuestion[] =>
  rolesOf(recorded.deployedOrganization).flatMap((role) =>
    (doneByAws[role.logicalId] ?? []).map((done) => ({ context: {}, account: PRIMARY, ...done, role })),
  );

const verdictOn = ({ role, ...question }: AskedQuestion, by = role): Promise<Verdict> =>
  judge(sessionOf(by), question, resourcePolicyOf(question));

/** Of a role, its trust policy; of the key, its key policy. */
const resourcePolicyOf = ({ action, resource }: Question): object | undefined => {
  if (action === 'sts:AssumeRole')
    return rolesOf(recorded.deployedOrganization).find(({ arn }) => arn === resource)?.trust;
  return action.startsWith('kms:') ? KEY_POLICY : undefined;
};

/** Of the organization's key: its owner lets the policies of these accounts decide. */
const KEY_POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: [MANAGEMENT, PRIMARY, PAYMENTS, WEB].map((account) => `arn:aws:iam::${account}:root`) },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
    },
  ],
};

describe('a recorded life with its recoveries', () => {
  it('was refused nothing', () => {
    const refused = recorded.sent.filter(
      ({ refusal, call }) => /Denied/.test(refusal ?? '') && call !== 'sts:AssumeRole',
    );
    expect(refused.map(({ call, caller }) => `${caller} ${call}`)).toEqual([]);
  });

  it('made nothing but calls that the templates allow to the role that made them', async () => {
    const verdicts = await Promise.all(asked.map(async (each) => ({ each, verdict: await verdictOn(each) })));
    const denied = verdicts.filter(({ verdict }) => verdict !== 'Allowed');
    expect(denied.map(({ each, verdict }) => `${each.role.name} ${each.action} ${each.resource} ${verdict}`)).toEqual(
      [],
    );
    expect(asked.length).toBeGreaterThan(200);
  });

  it('used every action that any statement of any role allows', async () => {
    const unused: string[] = [];
    const kinds = new Map(rolesOf(recorded.deployedOrganization).map((role) => [role.logicalId, role]));
    for (const role of kinds.values())
      for (const statement of statementsOf(role).filter(({ Effect }) => Effect === 'Allow'))
        for (const action of statement.Action)
          if (!(await isUsed(role.logicalId, { ...statement, Action: [action] })))
            unused.push(`${role.logicalId} ${statement.Sid} ${action}`);
    expect(unused).toEqual([]);
  });
});

/** By some call of such a role that this statement alone allows. */
const isUsed = async (logicalId: string, statement: TrustStatement): Promise<boolean> => {
  const [action] = statement.Action;
  const candidates = asked.filter((each) => each.role.logicalId === logicalId && each.action === action);
  for (const { role, ...question } of candidates) {
    // In its own account: statements name that account.
    const own = statementsOf(role).find(({ Sid }) => Sid === statement.Sid);
    const policies = { only: { Version: '2012-10-17', Statement: [{ ...own, Action: [action] }] } };
    const verdict = await judge(sessionOf({ ...role, policies }), question, resourcePolicyOf(question));
    if (verdict === 'Allowed') return true;
  }
  return false;
};

describe('what one role did', () => {
  /** Roles that may do what another did, and why. */
  const shared: Readonly<Record<string, RegExp>> = {
    // Both work on the documents of runs; the bucket holds nothing else.
    'AccountInventoryFunctionExecutionRole RotationLambdaFunctionExecutionRole': /^s3:(Get|Put)Object .*\/runs\//,
    'RotationLambdaFunctionExecutionRole AccountInventoryFunctionExecutionRole': /^s3:(Get|Put)Object .*\/runs\//,
    // The notifier's mails and their acceptance are such documents.
    'NotifierFunctionExecutionRole AccountInventoryFunctionExecutionRole': /^s3:(Get|Put)Object .*\/runs\//,
    'NotifierFunctionExecutionRole RotationLambdaFunctionExecutionRole': /^s3:(Get|Put)Object .*\/runs\//,
    'RunRole AccountInventoryFunctionExecutionRole': /^s3:GetObject .*\/runs\/|^states:StartExecution /,
    'RunRole RotationLambdaFunctionExecutionRole': /^s3:GetObject .*\/runs\//,
  };

  it('no other role of keyturn may do, but for the documents of runs', async () => {
    const roles = [...new Map(rolesOf(recorded.deployedOrganization).map((role) => [role.logicalId, role])).values()];
    const sameToo = new Set(
      asked.map(({ role, action, resource }) => `${role.logicalId} ${action} ${placeOf(resource)}`),
    );
    const unexpected: string[] = [];
    for (const each of onePerPlace(asked))
      for (const other of roles.filter(({ logicalId }) => logicalId !== each.role.logicalId)) {
        const call = `${each.action} ${each.resource}`;
        if (sameToo.has(`${other.logicalId} ${each.action} ${placeOf(each.resource)}`)) continue;
        if (shared[`${each.role.logicalId} ${other.logicalId}`]?.test(call)) continue;
        if ((await verdictOn(each, other)) === 'Allowed') unexpected.push(`${other.logicalId} ${call}`);
      }
    expect(unexpected).toEqual([]);
  });
});

/** Without what differs from run to run. */
const placeOf = (resource: string): string =>
  resource
    .replace(/runs\/[^/]+/, 'runs/*')
    .replace(/\d{12}\/\d+(-\d+)?\.json/, '*')
    .replace(/_User_.*/, '_User_*')
    .replace(/:user\/.*/, ':user/*');

const onePerPlace = (all: readonly AskedQuestion[]): readonly AskedQuestion[] => [
  ...new Map(all.map((each) => [`${each.role.logicalId} ${each.action} ${placeOf(each.resource)}`, each])).values(),
];
