import { describe, expect, it } from 'vitest';
import type { AccessKeyId } from './keys.ts';
import { isDestructive, isNotice, isSameStep, keyOf, type Step } from './step.ts';
import { instant } from './time.ts';

const key = 'AKIAONE' as AccessKeyId;
const other = 'AKIATWO' as AccessKeyId;
const on = instant(1_000);

const steps: readonly Step[] = [
  { kind: 'NOTHING' },
  { kind: 'RESTORE_SECRET' },
  { kind: 'REPAIR_POLICY', key },
  { kind: 'CLEAR', key, gone: false },
  { kind: 'CLEAR', key, gone: true },
  { kind: 'PROMOTE', key },
  { kind: 'ABANDON', key },
  { kind: 'NOTE', key, fact: 'promotedAt' },
  { kind: 'NOTE', key, fact: 'inactiveSince' },
  { kind: 'UN_NOTE', key },
  { kind: 'CONDEMN', key },
  { kind: 'TELL', key },
  { kind: 'WARN', key, ground: 'predecessor', on, isUnlessUsed: true },
  { kind: 'WARN', key, ground: 'policy', on, isUnlessUsed: true },
  { kind: 'ANNOUNCE', key, ground: 'policy', on },
  { kind: 'REMIND', key },
  { kind: 'TELL_DEACTIVATED', key },
  { kind: 'TELL_REACTIVATED', key },
  { kind: 'ASK', key },
  { kind: 'ROTATE', key },
  { kind: 'ROTATE', key: other },
  { kind: 'DEACTIVATE', key, ground: 'predecessor' },
  { kind: 'DEACTIVATE', key, ground: 'abandoned' },
  { kind: 'DELETE', key, ground: 'abandoned' },
];

describe('a second look', () => {
  it('confirms the very same step and no other', () => {
    for (const a of steps) for (const b of steps) expect(isSameStep(a, { ...b })).toBe(a === b);
  });

  it('confirms a mail though the date it names has moved', () => {
    const mail = { kind: 'WARN', key, ground: 'policy', on, isUnlessUsed: true } as const;
    expect(isSameStep(mail, { ...mail, on: instant(61_000) })).toBe(true);
  });
});

it('only deactivating and deleting take something away', () => {
  expect(steps.filter(isDestructive).map(({ kind }) => kind)).toEqual(['DEACTIVATE', 'DEACTIVATE', 'DELETE']);
});

it('seven kinds of steps are mails', () => {
  expect([...new Set(steps.filter(isNotice).map(({ kind }) => kind))]).toEqual([
    'TELL',
    'WARN',
    'ANNOUNCE',
    'REMIND',
    'TELL_DEACTIVATED',
    'TELL_REACTIVATED',
    'ASK',
  ]);
});

it('a step that is about no key names none', () => {
  expect(steps.filter((step) => keyOf(step) === undefined).map(({ kind }) => kind)).toEqual([
    'NOTHING',
    'RESTORE_SECRET',
  ]);
});
