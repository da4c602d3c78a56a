import { expect, it } from 'vitest';
import { daily } from '../../support/story.ts';
import { createTestOrganization } from '../../support/test-organization.ts';

it('a successor that is overdue itself, beside an old key that stays in use, is blocked and listed', async () => {
  const organization = createTestOrganization();
  const [old] = organization.user('bob', [{ ageDays: 95, usedDaysAgo: 1 }]);
  if (old === undefined) throw new Error('no key');
  organization.application('bob', old, { everyDays: 1, adopt: 'never' });
  const said = await daily(organization, 'bob', { days: 120 });
  expect(said.at(-1)).toContain('blocked'); // both keys are older than their period
});
