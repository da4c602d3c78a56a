import { describe, expect, it } from 'vitest';
import { DAY, type Instant, instant, MINUTE, plus } from '../../core/time.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import { encodeInstant, tagKeys } from '../secret/tags.ts';
import type { Pace, Settings } from '../settings/settings.ts';
import { createRunPace, type RetiringUsers, retiredToday } from './pace.ts';

const NOW = instant(Date.UTC(2027, 0, 15, 6));
const OURS = { [tagKeys.deployment]: 'default', [tagKeys.schema]: '1' };

const whose: RetiringUsers = {
  deployment: 'default',
  userOf: ({ tags }) => tags[tagKeys.userId]?.replace(/^nobody.*/, '') || undefined,
};

const secretOf = (user: string, at: Instant, tags: Readonly<Record<string, string>> = OURS, name = user) =>
  ({
    name,
    tags: { ...tags, [tagKeys.userId]: user, [tagKeys.retired]: encodeInstant(at) },
  }) as unknown as SecretDescription;

describe('the retirements of today', () => {
  const counted = (...secrets: readonly SecretDescription[]) => retiredToday(secrets, NOW, whose);

  it('are those of living users on secrets of this deployment, since the last daily run', () => {
    expect(counted(secretOf('alice', NOW), secretOf('bob', plus(NOW, -17 * 60 * MINUTE)))).toBe(2);
  });

  it('are some minutes ahead of us at most, as clocks differ', () => {
    expect(counted(secretOf('alice', plus(NOW, 4 * MINUTE)))).toBe(1);
  });

  it('count also where a person holds the user since', () => {
    expect(counted(secretOf('alice', NOW, { ...OURS, [tagKeys.hold]: 'by the owner' }))).toBe(1);
  });

  it.each([
    ['of yesterday', secretOf('alice', plus(NOW, -18 * 60 * MINUTE))],
    ['of a time to come', secretOf('alice', plus(NOW, 6 * MINUTE))],
    ['of the far future', secretOf('alice', plus(NOW, 36_000 * DAY))],
    ['of nobody who is there', secretOf('nobody-1', NOW)],
    ['of another deployment', secretOf('alice', NOW, { ...OURS, [tagKeys.deployment]: 'staging' })],
    ['of no deployment', secretOf('alice', NOW, {})],
    ['of an unknown schema', secretOf('alice', NOW, { ...OURS, [tagKeys.schema]: '2' })],
  ])('are not noted on a secret %s', (_, secret) => {
    expect(counted(secret)).toBe(0);
  });

  it('are one for each user, on however many secrets', () => {
    const many = Array.from({ length: 2_000 }, (_, n) => secretOf('alice', NOW, OURS, `alice-${n}`));
    expect(counted(...many)).toBe(1);
  });
});

const pace: Pace = { accountKeys: 20, accountPercent: 10, organizationKeys: 100, organizationPercent: 5 } as Pace;

describe('notes of one account', () => {
  const runWith = (noted: number) => {
    const run = createRunPace({ pace } as Pick<Settings, 'pace'>);
    const others = Array.from({ length: 99 }, () => run.open({ keys: 30, retiredToday: 0 }));
    return { noting: run.open({ keys: 30, retiredToday: noted }), others };
  };

  it('use up that account’s share, and not that of the others', async () => {
    const { noting, others } = runWith(2_000);
    expect(await noting.retire()).toBe('spent');
    const turns = await Promise.all(others.map((other) => other.retire()));
    // 5 % of 3,000 keys, less the 20 that the account itself could have retired at most.
    expect(turns.filter((turn) => turn !== 'spent')).toHaveLength(99);
  });

  it('count against the share of the organization as far as that account’s own goes', async () => {
    const { others } = runWith(2_000);
    let retired = 0;
    for (const other of [...others, ...others]) {
      const turn = await other.retire();
      if (turn === 'spent') continue;
      turn.use();
      retired += 1;
    }
    expect(retired).toBe(130);
  });
});
