import { beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../../src/core/time.ts';
import { putUserPolicy } from '../../../src/sandbox/seed.ts';
import { createOrganization, type Organization } from '../../support/organization.ts';
import { behindWalls, ONLY_FROM_OWN_NETWORK, userNames } from './add-users.ts';
import { liveThrough } from './life.ts';
import type { Log } from './log.ts';
import { currentValue, secretsOf } from './stranded.ts';
import { seedUser, type TestUser } from './users.ts';

const FIRST_DAY = instant(Date.UTC(2026, 0, 1, 6));

const settle = (users: readonly TestUser[]): Organization => {
  const settled = createOrganization({ now: FIRST_DAY, members: ['payments'] });
  for (const user of users) seedUser(settled, user);
  return settled;
};

describe('retirement when quiet, 120 days with keys that are due on the first', () => {
  let settled: Organization;
  let log: Log;

  /** The owner fetches the new key from within the own network, and installs it. */
  const installBehindTheWall = (): void => {
    const secret = settled.members.flatMap(secretsOf).find(({ name }) => name.includes('_behind-a-wall_'));
    const application = settled.world.applications.find(({ userName }) => userName === 'behind-a-wall');
    if (secret === undefined || application === undefined) throw new Error('nothing to install');
    const { AccessKeyId = '', SecretAccessKey = '' } = currentValue(secret);
    application.credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  };

  beforeAll(async () => {
    settled = settle(userNames);
    const [account] = settled.members;
    for (const name of behindWalls)
      putUserPolicy(settled.world, account?.id ?? '', name, ['office', ONLY_FROM_OWN_NETWORK]);
    const beforeRun = (day: number) => (day === 12 ? installBehindTheWall() : undefined);
    log = await liveThrough(settled, { days: 120, settings: {}, beforeRun });
  });

  it.each(['prompt', 'Doe,Jane', 'in-a-path'])(
    '%s adopts at once: quiet after 15 days, warned 7, deleted 10 later',
    (name) => {
      expect(log.happenings.get(name)).toEqual([
        [0, 'created', 'new'],
        [22, 'deactivated', 'old'],
        [32, 'deleted', 'old'],
        [90, 'created', 'new-2'],
        [112, 'deactivated', 'new'],
      ]);
    },
  );

  it('keeps the old key of an application that adopts after five days until it is quiet', () => {
    expect(log.happenings.get('late')).toEqual([
      [0, 'created', 'new'],
      [27, 'deactivated', 'old'],
      [37, 'deleted', 'old'],
      [90, 'created', 'new-2'],
      [117, 'deactivated', 'new'],
    ]);
  });

  it('never deactivates a key in use, and reminds its owner each week', () => {
    expect(log.happenings.get('never')).toEqual([[0, 'created', 'new']]);
    const reminders = log.told.get('never')?.filter((line) => line.includes('REMIND'));
    expect(reminders).toHaveLength(16);
    expect(reminders?.slice(0, 2)).toEqual(['10 REMIND old-key-in-use', '17 REMIND old-key-in-use']);
  });

  it('retires a key that was never used when its graces are over, warned of once three days showed that uses are recorded', () => {
    expect(log.happenings.get('unused')?.slice(0, 3)).toEqual([
      [0, 'created', 'new'],
      [11, 'deactivated', 'old'],
      [21, 'deleted', 'old'],
    ]);
  });

  it('waits for the first use of a key that it could not read as its owner', () => {
    expect(log.happenings.get('behind-a-wall')?.slice(0, 3)).toEqual([
      [0, 'created', 'new'],
      [33, 'deactivated', 'old'],
      [43, 'deleted', 'old'],
    ]);
    expect(log.happenings.get('absent-behind-a-wall')).toEqual([[0, 'created', 'new']]);
  });

  it('warns of an idle second key, retires it, and rotates the other then', () => {
    expect(log.happenings.get('second-key-idle')?.slice(0, 3)).toEqual([
      [7, 'deactivated', 'old'],
      [17, 'deleted', 'old'],
      [18, 'created', 'new'],
    ]);
  });

  it('deletes a second key that was inactive through the recovery grace, announced before, and rotates the other then', () => {
    expect(log.told.get('second-key-inactive')?.slice(0, 4)).toEqual([
      '0 NOTE time-not-noted',
      '3 ANNOUNCE blocking-inactive-key',
      '10 DELETE blocking-inactive-key',
      '11 ROTATE key-due',
    ]);
  });

  it('leaves two keys in use to people, every day', () => {
    expect(log.happenings.get('two-keys-in-use')).toBeUndefined();
    expect(log.told.get('two-keys-in-use')).toHaveLength(121);
    expect(log.told.get('two-keys-in-use')?.[120]).toBe('120 NOTHING two-keys-in-use');
  });

  it('does not touch an exempt user', () => {
    expect(log.happenings.get('exempt')).toBeUndefined();
    expect(log.told.get('exempt')).toBeUndefined();
  });

  it('strands nobody, and writes nothing in a second run', () => {
    expect(log.alarms).toEqual([]);
  });
});

describe('retirement on schedule, 120 days with keys that are new on the first', () => {
  let log: Log;
  beforeAll(async () => {
    const application = { key: 0, adopt: 'at-once' } as const;
    const settled = settle([
      { name: 'prompt', keys: [{ ageDays: 0 }], applications: [application] },
      { name: 'idle', keys: [{ ageDays: 0 }] },
    ]);
    log = await liveThrough(settled, { days: 120, settings: { retirement: 'on-schedule' } });
  });

  it.each(['prompt', 'idle'])('rotates %s on day 90, deactivates on day 100 and deletes on day 110', (name) => {
    expect(log.happenings.get(name)).toEqual([
      [90, 'created', 'new'],
      [100, 'deactivated', 'old'],
      [110, 'deleted', 'old'],
    ]);
  });

  it('tells on day 90, warns on day 93, says on day 100 what it did, and announces on day 103: one mail each', () => {
    expect([...log.mails.keys()]).toEqual([90, 93, 100, 103]);
    expect([...log.mails.values()].map(({ length }) => length)).toEqual([1, 1, 1, 1]);
  });

  it('strands nobody, and writes nothing in a second run', () => {
    expect(log.alarms).toEqual([]);
  });
});
