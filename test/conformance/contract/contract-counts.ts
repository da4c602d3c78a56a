import { expect, it } from 'vitest';
import { BLOCKED, DUE, EXEMPT_AND_DUE, KEYS, ROTATED } from './population.ts';
import type { Sequence, SequenceCommand } from './sequence.ts';

const countedAsSeen = ({ result, writesSeen }: SequenceCommand) => [result.apiCalls.writes, writesSeen];

/** The one JSON object, and the requests. */
export const describeCounts = (played: () => Sequence): void => {
  it('says in figures what apply did', () => {
    expect(played().apply.result.summary).toEqual({
      accounts: 6,
      accountsFailed: 0,
      users: 200,
      keys: KEYS,
      due: ROTATED,
      overdue: DUE,
      late: 0,
      rotated: ROTATED,
      deactivated: 0,
      deleted: 0,
      warned: 0,
      blocked: BLOCKED,
      exempt: EXEMPT_AND_DUE,
      failed: 0,
      told: ROTATED,
    });
  });

  it('says the same before, in plan mode', () => {
    const { plan, apply } = played();
    expect(plan.result.summary).toEqual(apply.result.summary);
    expect(plan.result.users.map(({ user, step }) => `${user} ${step}`)).toEqual(
      apply.result.users.map(({ user, step }) => `${user} ${step}`),
    );
  });

  it('prints one object of the promised shape', () => {
    const { result } = played().apply;
    expect(result).toMatchObject({ schemaVersion: 1, mode: 'apply', incomplete: false });
    expect(Date.parse(result.finishedAt)).toBeGreaterThanOrEqual(Date.parse(result.startedAt));
    expect(result.accounts).toHaveLength(6);
    for (const account of result.accounts)
      expect(account).toEqual({ id: expect.stringMatching(/^\d{12}$/), name: expect.any(String), outcome: 'done' });
    expect(result.users).toHaveLength(ROTATED + BLOCKED);
    const due = result.users.find(({ user }) => user === 'due-02');
    expect(due).toMatchObject({ step: 'ROTATE', reason: 'key-due', outcome: 'done' });
    expect(due?.keys[0]).toEqual({
      id: expect.stringMatching(/^[A-Z0-9]{16,}$/),
      status: 'Active',
      ageDays: 100,
      lastUsedDays: 1,
    });
    expect(result.users.find(({ user }) => user === 'unused-2')?.keys[0]?.lastUsedDays).toBeNull();
    const blocked = result.users.filter(({ outcome }) => outcome === 'blocked');
    expect(new Set(blocked.map(({ user, reason }) => `${user.slice(0, 10)} ${reason}`))).toEqual(
      new Set(['two-in-use two-keys-in-use']),
    );
  });

  it('counts the writes that the server saw', () => {
    const { apply } = played();
    expect(apply.writesSeen).toBeGreaterThan(ROTATED * 5);
    expect(countedAsSeen(apply)).toEqual([apply.writesSeen, apply.writesSeen]);
    expect(apply.result.apiCalls.byOperation).toMatchObject({ 'iam:CreateAccessKey': ROTATED });
    const { total, byOperation } = apply.result.apiCalls;
    expect(Object.values(byOperation).reduce((sum, count) => sum + count, 0)).toBe(total);
  });

  it('writes nothing in a second apply straight after', () => {
    const { secondApply } = played();
    expect(countedAsSeen(secondApply)).toEqual([0, 0]);
    expect(secondApply.result.summary).toMatchObject({ rotated: 0, told: 0, warned: 0, failed: 0 });
  });

  it('writes nothing in plan mode, before and after', () => {
    const { plan, secondPlan } = played();
    expect(countedAsSeen(plan)).toEqual([0, 0]);
    expect(countedAsSeen(secondPlan)).toEqual([0, 0]);
  });

  it('needs an eighth of the calls of listing where nothing is due, and fewer where something is', () => {
    const { asFarAsNothingIsDue: idle, beforeApply } = played();
    expect(idle.report.result.summary).toMatchObject({ due: 0, users: 200 });
    expect({ ...idle.list.result.summary }).toEqual({ ...idle.report.result.summary });
    const calls = ({ result }: SequenceCommand): number => result.apiCalls.total;
    const told = Object.entries({ 'nothing due': idle, 'before apply': beforeApply }).map(
      ([when, { report, list }]) => `${when}: ${calls(report)} calls; by listing ${calls(list)}`,
    );
    console.info(told.join('\n'));
    expect(calls(idle.report) * 8).toBeLessThanOrEqual(calls(idle.list));
    expect(calls(beforeApply.report)).toBeLessThan(calls(beforeApply.list));
  });

  it('needs few calls', () => {
    const { plan, apply, secondApply } = played();
    const told = Object.entries({ plan, apply, secondApply }).map(
      ([name, { result }]) => `${name}: ${result.apiCalls.total} calls`,
    );
    console.info(told.join('; '));
    // 28 calls for a first rotation; three or so for each account and five for each user who is looked at.
    expect(apply.result.apiCalls.total).toBeLessThan(ROTATED * 30 + 12 * 10 + 60);
  });
};
