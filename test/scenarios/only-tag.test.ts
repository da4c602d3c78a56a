import { describe, expect, it } from 'vitest';
import { createTestOrganization, MEMBER } from '../support/test-organization.ts';

describe('onlyTag', () => {
  it.each(['report', 'list'] as const)(
    'leaves alone who does not bear the tag, whatever their keys (discovery: %s)',
    async (discovery) => {
      const organization = createTestOrganization();
      organization.user('in', [{ ageDays: 95, usedDaysAgo: 1 }], { tags: { rotate: 'yes' } });
      organization.user('other', [{ ageDays: 95, usedDaysAgo: 1 }], { tags: { rotate: 'no' } });
      organization.user('out', [{ ageDays: 95, usedDaysAgo: 1 }]);
      const result = await organization.run({ settings: { onlyTag: 'rotate=yes', discovery } });
      expect(result.users.filter(({ outcome }) => outcome === 'done').map(({ user }) => user)).toEqual(['in']);
      expect(result.summary).toMatchObject({ rotated: 1, exempt: 2, overdue: 1 });
      expect(['other', 'out'].map((user) => organization.keysOf(user).length)).toEqual([1, 1]);
      expect(result.remarks.join()).toContain('only users with the tag rotate=yes are looked after');
    },
  );

  it('freezes a rotation whose user loses the tag, and goes on when it is back', async () => {
    const organization = createTestOrganization();
    organization.user('bot', [{ ageDays: 95, usedDaysAgo: 1 }], { tags: { rotate: '' } });
    const tags = organization.world.accounts.get(MEMBER)?.users.get('bot')?.tags;
    const settings = { onlyTag: 'rotate', rotateAfterDays: 57 };
    const days = async (count: number): Promise<void> => {
      for (let day = 0; day < count; day += 1) {
        await organization.run({ settings });
        organization.days(1);
      }
    };
    await days(3);
    expect(organization.keysOf('bot')).toHaveLength(2);
    tags?.delete('rotate');
    await days(60);
    expect(organization.keysOf('bot').map(({ status }) => status)).toEqual(['Active', 'Active']);
    tags?.set('rotate', '');
    await days(60);
    const left = organization.keysOf('bot').filter(({ status }) => status === 'Active');
    expect(left).toHaveLength(1);
  });
});
