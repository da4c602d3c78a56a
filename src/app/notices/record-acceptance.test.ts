import { describe, expect, it } from 'vitest';
import type { AccessKeyId } from '../../core/keys.ts';
import type { Notes } from '../../core/observation.ts';
import { DAY, instant, MINUTE, plus, SECOND } from '../../core/time.ts';
import { AwsFault } from '../faults/aws-fault.ts';

import type { AccountSession } from '../ports/sts.ts';
import { recordAcceptance, recordMail } from './record-acceptance.ts';

const KEY = 'AKIAKEYOFALICE000001' as AccessKeyId;
const NOW = instant(Date.UTC(2026, 5, 1, 6));
const TRIED: Notes = { promotedAt: plus(NOW, -DAY), toldAt: plus(NOW, -DAY), lastTryAt: NOW, tries: 3 };

const secretThat = (refuses?: Error, deadline = plus(NOW, 10 * MINUTE)) => {
  const written: { readonly arn: string; readonly tags: object; readonly signedAt: number }[] = [];
  const tag = async (arn: string, tags: object, { signedAt }: { readonly signedAt: number }) => {
    if (refuses !== undefined) throw refuses;
    written.push({ arn, tags, signedAt });
  };
  const session = { secretStore: { tag } } as unknown as AccountSession;
  const clock = { now: () => NOW, sleep: async () => undefined };
  return { written, parts: { session, clock, deadline } };
};

const ON = instant(Date.UTC(2026, 5, 8));

const record = (notes: Notes = TRIED) => ({ arn: 'arn:secret', key: KEY, notes });

describe('the record of an acceptance', () => {
  it.each([
    ['TELL', 'told=20260601T060100Z'],
    ['WARN', 'told=20260531T060000Z warned=20260601T060100Z/20260608T000000Z/unless-used'],
    ['ANNOUNCE', 'told=20260531T060000Z announced=20260601T060100Z/20260608T000000Z'],
    ['REMIND', 'told=20260531T060000Z reminded=20260601T060100Z'],
    ['TELL_DEACTIVATED', 'told=20260531T060000Z off-told=20260601T060100Z'],
    ['TELL_REACTIVATED', 'told=20260531T060000Z back-told=20260601T060100Z'],
    ['ASK', 'told=20260531T060000Z asked=20260601T060100Z'],
  ] as const)('of a %s says when, and what was told, and the tries are over', async (kind, words) => {
    const { parts, written } = secretThat();
    expect(
      await recordAcceptance(parts, record(), { kind, at: plus(NOW, MINUTE), on: ON, isUnlessUsed: kind === 'WARN' }),
    ).toBeUndefined();
    // Of the key's life nothing is written: somebody else may hold the claim.
    expect(written).toEqual([
      { arn: 'arn:secret', tags: { [`keyturn:${KEY}:mail`]: `${KEY} ${words}` }, signedAt: NOW },
    ]);
  });

  it('never counts from before its try', async () => {
    const { parts, written } = secretThat();
    await recordAcceptance(parts, record(), { kind: 'TELL', at: plus(NOW, -SECOND) });
    expect(written[0]?.tags).toEqual({ [`keyturn:${KEY}:mail`]: `${KEY} told=20260601T060000Z` });
  });

  it('of a notice without a try counts from the acceptance', async () => {
    const { parts, written } = secretThat();
    await recordAcceptance(parts, record({}), { kind: 'TELL', at: plus(NOW, -SECOND) });
    expect(written[0]?.tags).toEqual({ [`keyturn:${KEY}:mail`]: `${KEY} told=20260601T055959Z` });
  });
});

describe('a record of a mail', () => {
  it('holds the try and how many there were', async () => {
    const { parts, written } = secretThat();
    expect(await recordMail(parts, record())).toBeUndefined();
    const words = 'told=20260531T060000Z try=20260601T060000Z tries=3';
    expect(written[0]?.tags).toEqual({ [`keyturn:${KEY}:mail`]: `${KEY} ${words}` });
  });

  it('that AWS refuses says why', async () => {
    const { parts } = secretThat(new AwsFault('denied', 'AccessDenied', 'secretsmanager:TagResource', 'no'));
    expect(await recordMail(parts, record())).toBe('secretsmanager:TagResource: AccessDenied: no');
  });

  it('is not written where the time of the run is nearly over, and says so', async () => {
    const { parts, written } = secretThat(undefined, plus(NOW, 30 * SECOND));
    expect(await recordMail(parts, record())).toContain('the time of this run is over');
    expect(written).toEqual([]);
  });

  it('hides no mistake of our own', async () => {
    const { parts } = secretThat(new TypeError('a mistake'));
    await expect(recordMail(parts, record())).rejects.toThrow('a mistake');
  });
});
