import { describe, expect, it } from 'vitest';
import * as seed from '../../../src/sandbox/seed.ts';
import { createTestOrganization, lineOf, MEMBER } from '../../support/test-organization.ts';

const forced = {
  Effect: 'Deny',
  NotAction: ['iam:GetUser', 'iam:ListMFADevices', 'sts:GetSessionToken'],
  Resource: '*',
  Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
};

it('a user who must use MFA is not told that he is bound to a network', async () => {
  const organization = createTestOrganization();
  organization.user('carol', [{ ageDays: 120, usedDaysAgo: 1 }]);
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [forced] });
  seed.putUserPolicy(organization.world, MEMBER, 'carol', ['ForceMFA', document]);
  for (let day = 0; day < 3; day += 1) {
    await organization.run();
    organization.days(1);
  }
  const texts = organization.world.mailbox.map(({ text }) => text ?? '').join();
  expect(texts).toContain('MFA');
  expect(texts.replace(/\s+/g, ' ')).not.toContain('bound to a network');
  expect(lineOf(await organization.run(), 'carol')?.remedy ?? '').not.toContain('network');
});

describe('an owner tag', () => {
  const tagged = async (Owner: string) => {
    const organization = createTestOrganization();
    organization.user('svc', [{ ageDays: 120, usedDaysAgo: 1 }], { tags: { Owner } });
    const settings = { ownerTag: 'Owner', ownerDomains: ['example.com'] };
    const plan = await organization.run({ mode: 'plan', settings });
    const apply = await organization.run({ settings });
    return { mailbox: organization.world.mailbox, plan, apply };
  };

  it.each(['mailto:alice@example.com', 'firstname.lastname', 'alice@example.com bob', 'alice@elsewhere.com'])(
    'that cannot be used is a remark of plan and of apply: %j',
    async (tag) => {
      const { mailbox, plan, apply } = await tagged(tag);
      for (const { remarks } of [plan, apply]) expect(remarks.join()).toMatch(/svc \(\d{12}\): .*owner tag/);
      expect(mailbox.some(({ to }) => to.some((address) => address.startsWith('alice')))).toBe(false);
    },
  );

  it.each(['alice@example.com:bob@example.com', ' alice@example.com bob@example.com '])(
    'of two addresses names two owners, who are both told: %j',
    async (tag) => {
      const { mailbox, apply } = await tagged(tag);
      expect(mailbox[0]?.to).toEqual(['alice@example.com', 'bob@example.com']);
      expect(apply.remarks.join()).not.toContain('owner tag');
    },
  );
});
