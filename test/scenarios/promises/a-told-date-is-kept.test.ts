import { expect, it } from 'vitest';
import { daily, statuses } from '../../support/story.ts';
import { createTestOrganization, type TestOrganization } from '../../support/test-organization.ts';

/** Runs daily until a mail says this. */
const until = async (
  organization: TestOrganization,
  words: RegExp,
  settings: Record<string, unknown> = {},
): Promise<void> => {
  for (let day = 0; day < 120; day += 1) {
    const from = organization.world.mailbox.length;
    await organization.run({ settings });
    organization.days(1);
    if (organization.world.mailbox.slice(from).some(({ text }) => words.test(text ?? ''))) return;
  }
  throw new Error('no such mail');
};

it('a shorter recovery grace does not bring forward a deletion whose date was told', async () => {
  const organization = createTestOrganization();
  organization.user('alice', [{ ageDays: 95, usedDaysAgo: 40 }]);
  const settings = { recoveryGraceDays: 60, warnDays: 10, installGraceDays: 10 };
  await until(organization, /inactive access key will be deleted/, settings); // "not before", ten days from now
  organization.days(1);
  await organization.run({ settings: { ...settings, recoveryGraceDays: 11 } });
  expect(statuses(organization, 'alice')).toContain('Inactive');
});

it('shorter graces do not bring forward a deactivation whose date was told', async () => {
  const organization = createTestOrganization();
  organization.user('alice', [{ ageDays: 95, usedDaysAgo: 40 }]);
  const settings = { installGraceDays: 30, warnDays: 10 };
  await until(organization, /will be deactivated/, settings); // "not before", ten days from now
  await organization.run({ settings: { installGraceDays: 10, warnDays: 1 } });
  expect(statuses(organization, 'alice')).not.toContain('Inactive');
});

it('a warning that said "unless it is used" is void after a use, also when retirement becomes on-schedule', async () => {
  const organization = createTestOrganization();
  const [old] = organization.user('alice', [{ ageDays: 95, usedDaysAgo: 30 }]);
  if (old === undefined) throw new Error('no key');
  await until(organization, /unless it is\s+used/);
  organization.application('alice', old, { everyDays: 1, adopt: 'never' });
  await daily(organization, 'alice', { days: 20 });
  expect(statuses(organization, 'alice')).not.toContain('Inactive');
  await organization.run({ settings: { retirement: 'on-schedule' } });
  expect(statuses(organization, 'alice')).not.toContain('Inactive');
});

it('a deletion that was announced half a year ago is announced anew', async () => {
  const organization = createTestOrganization();
  organization.user('alice', [{ ageDays: 95, usedDaysAgo: 40 }], { path: '/x/' });
  await until(organization, /inactive access key will be deleted/);
  for (let week = 0; week < 26; week += 1) {
    await organization.run({ settings: { 'exempt.path': ['/x/'] } });
    organization.days(7);
  }
  await organization.run();
  expect(statuses(organization, 'alice')).toContain('Inactive');
});
