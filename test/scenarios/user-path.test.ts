import { expect, it } from 'vitest';
import { createTestOrganization } from '../support/test-organization.ts';

it.each(['report', 'list'] as const)(
  'users who are not below userPath count as exempt, and nothing is done for them (discovery: %s)',
  async (discovery) => {
    const organization = createTestOrganization();
    organization.user('web', [{ ageDays: 95, usedDaysAgo: 1 }], { path: '/applications/' });
    organization.user('root', [{ ageDays: 95, usedDaysAgo: 1 }]);
    organization.user('vendor', [{ ageDays: 95, usedDaysAgo: 1 }], { path: '/applications-of-vendors/' });
    const { users, summary } = await organization.run({ settings: { userPath: '/applications/', discovery } });
    expect(users.filter(({ outcome }) => outcome === 'done').map(({ user }) => user)).toEqual(['web']);
    expect(summary).toMatchObject({ rotated: 1, exempt: 2 });
    expect([organization.keysOf('root'), organization.keysOf('vendor')].map(({ length }) => length)).toEqual([1, 1]);
  },
);
