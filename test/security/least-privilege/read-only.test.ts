import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../src/aws/client/operations.ts';
import type { ServiceName } from '../../../src/aws/client/service-name.ts';
import { READ_ONLY_POLICY } from '../../../src/aws/session/read-only-policy.ts';
import { createDeployedOrganization } from '../../deployed/deployed-organization.ts';
import { addUser, PAYMENTS, WEB } from '../../deployed/organization.ts';
import { judge, type Verdict } from '../judge.ts';
import { type AskedQuestion, questionsOf } from './questions.ts';
import { sessionOf } from './roles.ts';

const sessionPolicy = JSON.parse(READ_ONLY_POLICY) as { readonly Statement: readonly { readonly Action: string[] }[] };
const allowed = sessionPolicy.Statement.flatMap(({ Action }) => Action);

/**
 * Dry runs over every kind of user: due, with two keys, rotated before, exempt, with an orphan; and before the first
 * secret of an account.
 */
const readsOfPlans = async (): Promise<readonly AskedQuestion[]> => {
  const deployedOrganization = createDeployedOrganization();
  const unused = { ageDays: 95, usedDaysAgo: 40 };
  for (const name of ['alice', 'orphan']) addUser(deployedOrganization, PAYMENTS, name, [unused]);
  addUser(deployedOrganization, WEB, 'bob', [unused]);
  addUser(deployedOrganization, WEB, 'exempt', [unused], { groups: ['IAMKeyRotationExemptionGroup'] });
  deployedOrganization.functions.after = ({ call, input }) => {
    if (call === 'iam:CreateAccessKey' && input.UserName === 'orphan')
      throw Object.assign(new Error('no answer came'), { name: 'TimeoutError', $metadata: {} });
    return undefined;
  };
  await deployedOrganization.run({ dryrun: true });
  const before = deployedOrganization.functions.sent.slice();
  await deployedOrganization.daily();
  deployedOrganization.functions.after = () => undefined;
  deployedOrganization.days(1);
  const from = deployedOrganization.functions.sent.length;
  await deployedOrganization.run({ dryrun: true });
  await deployedOrganization.run({ ForceRotate: 'alice', dryrun: true });
  const sent = [...before, ...deployedOrganization.functions.sent.slice(from)];
  return questionsOf(deployedOrganization, sent).filter(({ role }) => role.logicalId === 'MemberRole');
};

const inPlan = ({ role, ...question }: AskedQuestion): Promise<Verdict> =>
  judge({ ...sessionOf(role), sessionPolicy }, question);

describe('the session policy of plans and searches', () => {
  it('allows reads alone', () => {
    const kinds = allowed.map((action) => {
      const [service = '', operation = ''] = action.split(':');
      return `${action} ${kindOf(service as ServiceName, operation)}`;
    });
    expect(kinds).toEqual(allowed.map((action) => `${action} read`));
  });

  it('allows each read that a plan makes, and a plan makes no other call', async () => {
    const reads = await readsOfPlans();
    const actions = new Set(reads.map(({ action }) => action));
    for (const each of reads) expect([each.action, await inPlan(each)]).toEqual([each.action, 'Allowed']);
    expect(actions).toContain('cloudtrail:LookupEvents');
    expect([...actions].filter((action) => !allowed.includes(action))).toEqual([]);
    const unasked = allowed.filter((action) => !actions.has(action));
    // What a user has attached, and what the policy says, is asked before attaching.
    expect(unasked).toEqual(['iam:GetPolicy', 'iam:GetPolicyVersion', 'iam:ListAttachedUserPolicies']);
  });

  it('takes every write from the member role', async () => {
    const deployedOrganization = createDeployedOrganization();
    addUser(deployedOrganization, PAYMENTS, 'alice', [{ ageDays: 95, usedDaysAgo: 40 }]);
    await deployedOrganization.daily();
    const writes = questionsOf(deployedOrganization, deployedOrganization.functions.sent).filter(
      ({ role, action }) => role.logicalId === 'MemberRole' && !allowed.includes(action),
    );
    expect(new Set(writes.map(({ action }) => action))).toContain('iam:CreateAccessKey');
    for (const each of writes) expect([each.action, await inPlan(each)]).toEqual([each.action, 'ImplicitlyDenied']);
  });
});
