import { describe, expect, it } from 'vitest';
import { admin, created, daily, statuses } from '../support/story.ts';
import { createTestOrganization, lineOf, type TestOrganization } from '../support/test-organization.ts';

/** AWS records none of the calls that keyturn makes as a new key: reads of secrets, and questions who one is. */
const recordingNoneOfOurs = (): TestOrganization => {
  const organization = createTestOrganization();
  organization.world.settings.unrecordedServices = ['secretsmanager', 'sts'];
  return organization;
};

const BLIND = 'this partition does not record that read';

describe('where AWS records none of our calls', () => {
  it('keys with a date retire as ever, those without stay and are asked about, and it is said once', async () => {
    const organization = recordingNoneOfOurs();
    const names = Array.from({ length: 20 }, (_, i) => `job-${i}`);
    for (const [i, name] of names.entries())
      organization.user(name, [{ ageDays: 100, ...(i < 3 ? { usedDaysAgo: 30 } : {}) }]);
    let last = await organization.run();
    for (let day = 0; day < 19; day += 1) {
      organization.days(1);
      last = await organization.run();
    }
    for (const name of names.slice(0, 3)) expect(statuses(organization, name)).toEqual(['Inactive', 'Active']);
    for (const name of names.slice(3)) {
      expect(statuses(organization, name)).toEqual(['Active', 'Active']);
      expect(lineOf(last, name)).toMatchObject({ reason: 'usage-unknown', outcome: 'blocked' });
    }
    expect(last.recordedReads).toEqual({ dated: 0, dateless: 20 });
    expect(last.remarks.filter((remark) => remark.includes(BLIND))).toHaveLength(1);
    expect(organization.world.mailbox.some(({ text }) => text?.includes('AWS tells no use of key'))).toBe(true);
  });

  it('a person confirms by deactivating the old key, and keyturn goes on from there', async () => {
    const organization = recordingNoneOfOurs();
    const [old] = organization.user('batch', [{ ageDays: 100 }]);
    await daily(organization, 'batch', { days: 30 });
    expect(statuses(organization, 'batch')).toEqual(['Active', 'Active']);
    const input = { UserName: 'batch', AccessKeyId: old?.accessKeyId, Status: 'Inactive' };
    admin(organization, 'iam', ['UpdateAccessKey', input]);
    await daily(organization, 'batch', { days: 14 });
    expect(organization.keysOf('batch')).toHaveLength(1);
    expect(created(organization)).toBe(1);
  });

  it('with datelessKeys: quiet they count as unused', async () => {
    const organization = recordingNoneOfOurs();
    organization.user('batch', [{ ageDays: 100 }]);
    await daily(organization, 'batch', { days: 40, settings: { datelessKeys: 'quiet' } });
    expect(organization.keysOf('batch')).toHaveLength(1);
  });

  it('an application whose use nobody records keeps its key', async () => {
    const organization = recordingNoneOfOurs();
    const [old] = organization.user('worker', [{ ageDays: 100 }]);
    if (old === undefined) throw new Error('no key');
    const application = organization.application('worker', old, { everyDays: 1, adopt: 'never' });
    await daily(organization, 'worker', { days: 60 });
    expect(application.interruptions).toEqual([]);
    expect(statuses(organization, 'worker')).toEqual(['Active', 'Active']);
  });
});

describe('where AWS records nothing of one user', () => {
  it('that user keeps the old key, and others go on', async () => {
    const organization = createTestOrganization();
    organization.world.settings.unrecordedUsers = ['blind'];
    organization.user('blind', [{ ageDays: 100 }]);
    organization.user('seen', [{ ageDays: 100 }]);
    let last = await organization.run();
    for (let day = 0; day < 40; day += 1) {
      organization.days(1);
      last = await organization.run();
    }
    expect(statuses(organization, 'blind')).toEqual(['Active', 'Active']);
    expect(statuses(organization, 'seen')).toEqual(['Active']);
    expect(lineOf(last, 'blind')).toMatchObject({ reason: 'usage-unknown', outcome: 'blocked' });
    expect(last.remarks.filter((remark) => remark.includes(BLIND))).toEqual([]);
  });
});

it('a report and a live look agree on a key without a date: a day of waiting for it costs nothing', async () => {
  const organization = createTestOrganization();
  organization.user('batch', [{ ageDays: 100 }]);
  await organization.run({ settings: { discovery: 'report' } });
  organization.days(5);
  await organization.run({ settings: { discovery: 'report' } });
  organization.days(1);
  organization.sent.length = 0;
  await organization.run({ settings: { discovery: 'report' } });
  expect(organization.sent.filter((name) => name === 'iam:GetUser')).toEqual([]);
});
