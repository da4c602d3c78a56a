import { expect, it } from 'vitest';
import { READ_POLICY } from '../../src/app/secret/name.ts';
import { AwsError } from '../../src/sandbox/call.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { createTestOrganization, MEMBER, type TestOrganization } from '../support/test-organization.ts';

const ARN = `arn:aws:iam::${MEMBER}:policy/${READ_POLICY}`;
const EVERYTHING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

const due = (): TestOrganization => {
  const organization = createTestOrganization();
  for (const name of ['alice', 'bob']) organization.user(name, [{ ageDays: 95, usedDaysAgo: 1 }]);
  return organization;
};

const attachedTo = ({ world }: TestOrganization, name: string): readonly string[] =>
  world.accounts.get(MEMBER)?.users.get(name)?.attachedPolicies ?? [];

const reads = ({ sent }: TestOrganization): readonly string[] => sent.filter((call) => call.includes('GetPolicy'));

it('a policy of the read policy’s name that gives more is not attached, is named, and stops nobody', async () => {
  const organization = due();
  organization.world.accounts.get(MEMBER)?.policies.delete(ARN);
  seed.addManagedPolicy(organization.world, MEMBER, { name: READ_POLICY, document: EVERYTHING });
  const { remarks, summary } = await organization.run();
  expect(summary).toMatchObject({ rotated: 2, failed: 0 });
  expect([attachedTo(organization, 'alice'), attachedTo(organization, 'bob')]).toEqual([[], []]);
  expect(remarks.filter((remark) => remark.includes(READ_POLICY))).toEqual([
    `account ${MEMBER}: ${READ_POLICY} gives more than the read of the own secret, and keyturn attaches it to nobody: the resource policy of the secret alone grants the read`,
  ]);
});

it('the read policy is read once an account, and attached to everybody who gets a key', async () => {
  const organization = due();
  await organization.run();
  expect([attachedTo(organization, 'alice'), attachedTo(organization, 'bob')]).toEqual([[ARN], [ARN]]);
  expect(reads(organization)).toEqual(['iam:GetPolicy', 'iam:GetPolicyVersion']);
});

it.each(['iam:GetPolicy', 'iam:GetPolicyVersion'])(
  'a read policy that may not be read (%s), as by an older member role, is not attached, and stops nobody',
  async (denied) => {
    const organization = due();
    organization.before = ({ operation }) => {
      if (operation === denied) throw new AwsError('AccessDenied', 'not authorized', 403);
    };
    const { remarks, summary } = await organization.run();
    expect(summary).toMatchObject({ rotated: 2, failed: 0 });
    expect(attachedTo(organization, 'alice')).toEqual([]);
    expect(remarks.join()).toContain(`${READ_POLICY} cannot be attached (${denied} ends in AccessDenied)`);
  },
);

it('a read of the policy that leaves doubt stops the user, and no key is made', async () => {
  const organization = due();
  organization.before = ({ operation }) => {
    if (operation === 'iam:GetPolicyVersion') throw new AwsError('ServiceFailure', 'try again', 500);
  };
  expect((await organization.run()).summary.rotated).toBe(0);
  expect(attachedTo(organization, 'alice')).toEqual([]);
});
