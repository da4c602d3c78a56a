import { describe, expect, it } from 'vitest';
import { recordedReadsRemarks } from '../run/recorded-reads.ts';
import { throttleRemarks } from '../run/throttles.ts';
import { FIRST, resultOf, userLine } from './in-memory.fixture.ts';
import { mergeRemarks, mergeVisits } from './merge-results.ts';

describe('several visits of one account', () => {
  it('add up what was done, and count whom the account has once', () => {
    const merged = mergeVisits([
      resultOf(FIRST, {}, { users: 9, keys: 12, due: 5, exempt: 1, rotated: 3, told: 3 }),
      resultOf(FIRST, {}, { users: 9, keys: 15, due: 2, exempt: 1, rotated: 2, told: 2, deactivated: 1, warned: 4 }),
    ]);
    expect(merged.summary).toMatchObject({ accounts: 1, users: 9, keys: 15, due: 5, exempt: 1 });
    expect(merged.summary).toMatchObject({ rotated: 5, told: 5, deactivated: 1, warned: 4 });
  });

  it('count what a later visit saw where the first came to nothing', () => {
    const notBegun = resultOf(FIRST, { accounts: [{ id: FIRST, name: 'a', outcome: 'interrupted' }] });
    const merged = mergeVisits([notBegun, resultOf(FIRST, {}, { users: 9, keys: 12, due: 2 })]);
    expect(merged.summary).toMatchObject({ users: 9, keys: 12, due: 2 });
    expect(merged.accounts).toMatchObject([{ outcome: 'done' }]);
  });

  it('keep what was done to a user in sight, unless a later visit failed there', () => {
    const line = (user: string, change = {}) => userLine(FIRST, user, change);
    const first = resultOf(FIRST, { users: [line('a'), line('b'), line('c', { outcome: 'interrupted' })] });
    const second = resultOf(FIRST, {
      users: [line('a', { step: 'NOTHING', outcome: 'blocked' }), line('b', { outcome: 'failed' }), line('c')],
    });
    const { users, summary } = mergeVisits([first, second]);
    expect(users.map(({ user, outcome }) => `${user} ${outcome}`)).toEqual(['a done', 'b failed', 'c done']);
    expect(summary).toMatchObject({ failed: 1, blocked: 0 });
  });

  it('count every request, and say each remark once', () => {
    const none = { throttled: 0, throttledBy: {} };
    const calls = (byOperation: Record<string, number>) => ({ total: 3, writes: 1, byOperation, ...none });
    const merged = mergeVisits([
      resultOf(FIRST, { apiCalls: calls({ 'iam:GetUser': 2, 'iam:CreateAccessKey': 1 }), remarks: ['x', 'y'] }),
      resultOf(FIRST, { apiCalls: calls({ 'iam:GetUser': 3 }), remarks: ['y'] }),
    ]);
    const byOperation = { 'iam:GetUser': 5, 'iam:CreateAccessKey': 1 };
    expect(merged.apiCalls).toEqual({ total: 6, writes: 2, byOperation, ...none });
    expect(merged.remarks).toEqual(['x', 'y']);
  });

  const slowed = (throttledBy: Record<string, number>) => {
    const throttled = Object.values(throttledBy).reduce((sum, count) => sum + count, 0);
    const apiCalls = { total: 90, writes: 0, byOperation: {}, throttled, throttledBy };
    return resultOf(FIRST, { apiCalls, remarks: ['x', ...throttleRemarks(apiCalls)] });
  };

  it('say once how often AWS asked to slow down, and where', () => {
    const merged = mergeVisits([slowed({ 'iam in 111111111111': 30 }), slowed({ 'iam in 111111111111': 3, sts: 8 })]);
    expect(merged.apiCalls).toMatchObject({ throttled: 41, throttledBy: { 'iam in 111111111111': 33, sts: 8 } });
    expect(merged.remarks).toEqual([
      'x',
      'AWS asked keyturn to slow down 41 times (iam in 111111111111: 33, sts: 8); it did',
    ]);
    expect(mergeRemarks([merged, slowed({ sts: 1 })], { dated: 0, dateless: 0 })).toEqual([
      'x',
      'AWS asked keyturn to slow down 42 times (iam in 111111111111: 33, sts: 9); it did',
    ]);
  });

  const blind = (dateless: number, dated = 0) => {
    const recordedReads = { dated, dateless };
    return resultOf(FIRST, { recordedReads, remarks: recordedReadsRemarks(recordedReads) });
  };

  it('say once that no read of ours is recorded, of the visit that saw most', () => {
    const merged = mergeVisits([blind(20), blind(23)]);
    expect(merged.recordedReads).toEqual({ dated: 0, dateless: 23 });
    expect(merged.remarks).toEqual([expect.stringMatching(/^IAM tells no use of any of 23 new keys/)]);
    expect(mergeRemarks([merged, blind(20)], { dated: 0, dateless: 43 })).toEqual([
      expect.stringMatching(/^IAM tells no use of any of 43 new keys/),
    ]);
    expect(mergeRemarks([merged, blind(0, 1)], { dated: 1, dateless: 23 })).toEqual([]);
  });

  it('count a visit that an earlier version wrote as never slowed', () => {
    const apiCalls = JSON.parse('{"total":3,"writes":1,"byOperation":{}}');
    const merged = mergeVisits([resultOf(FIRST, { apiCalls }), slowed({ sts: 1 })]);
    expect(merged.apiCalls).toMatchObject({ throttled: 1, throttledBy: { sts: 1 } });
    expect(mergeVisits([resultOf(FIRST, { apiCalls })])).toMatchObject({ apiCalls: { throttled: 0 }, remarks: [] });
  });
});
