import { describe, expect, it } from 'vitest';
import { runKeys } from '../run-bucket/keys.ts';
import { FIRST, manifestOf, memoryStore, RUN, runTicket, SECOND, THIRD, ticketOf } from './in-memory.fixture.ts';
import { settleSearch } from './settle-search.ts';

const run = runTicket({ force: 'alice', isSearch: true });

/** `undefined`: the account did not answer. */
const settled = async (answers: readonly (boolean | undefined)[], listFailure?: string) => {
  const bucket = memoryStore();
  const accounts = [FIRST, SECOND, THIRD].slice(0, answers.length);
  bucket.put(
    run.accountsKey,
    accounts.map((account) => ticketOf(account)),
  );
  bucket.put(runKeys.manifest(RUN), manifestOf(run, listFailure === undefined ? {} : { listFailure }));
  for (const [index, account] of accounts.entries()) {
    const hasUser = answers[index];
    if (hasUser !== undefined) bucket.put(runKeys.found(RUN, account), { account, hasUser });
  }
  const answer = await settleSearch(run, bucket);
  const { refusal, isWrongName } = bucket.get(runKeys.refusal(RUN)) ?? {};
  return { ...answer, refusal, isWrongName, chosen: bucket.get(runKeys.chosen(RUN)) };
};

describe('a search for the one user to rotate', () => {
  it('goes on with the one account that has the user, and with nothing else', async () => {
    const { run: next, isFound, chosen, refusal } = await settled([false, true, false]);
    expect([isFound, refusal]).toEqual([true, undefined]);
    expect(next).toEqual({
      ...run,
      isSearch: false,
      accountsKey: runKeys.chosen(RUN),
      batchesKey: runKeys.chosenBatches(RUN),
    });
    expect(chosen).toEqual([ticketOf(SECOND)]);
  });

  it('refuses where no account has the user', async () => {
    const { run: next, isFound, refusal, chosen } = await settled([false, false]);
    expect([isFound, chosen, next]).toEqual([false, null, run]);
    expect(refusal).toBe('no user alice in 2 accounts');
  });

  it('refuses where two have it, and names both', async () => {
    const { isFound, refusal, chosen } = await settled([true, false, true]);
    expect([isFound, chosen]).toEqual([false, null]);
    expect(refusal).toBe(`2 accounts have a user alice:\n  ${FIRST} name-1\n  ${THIRD} name-3`);
  });

  it.each([
    [
      'found elsewhere',
      [true, undefined],
      `was found in this account, but another may have one too:\n  ${FIRST} name-1`,
    ],
    ['found nowhere', [false, undefined], 'was found in no account'],
  ])('refuses where an account did not answer and the user was %s', async (_, answers, words) => {
    const { isFound, refusal, chosen } = await settled(answers as boolean[]);
    expect([isFound, chosen]).toEqual([false, null]);
    expect(refusal).toContain(words);
    expect(refusal).toContain(`${SECOND} name-2`);
  });

  it('refuses where the list of accounts broke off, though one has the user', async () => {
    const { isFound, refusal } = await settled([true, false], 'denied');
    expect(isFound).toBe(false);
    expect(refusal).toContain(`another may have one too:\n  ${FIRST} name-1\nthe list of accounts broke off`);
  });

  it.each([
    ['nobody has', [false, false], undefined, true],
    ['two have', [true, true], undefined, true],
    ['two have, whatever a third would say', [true, true, undefined], undefined, true],
    ['nobody has as far as was seen', [false, undefined], undefined, false],
    ['one has as far as was seen', [true, undefined], undefined, false],
    ['one has in a list that broke off', [true, false], 'denied', false],
  ])('tells a name that %s from an account that could not be seen', async (_, answers, listFailure, expected) => {
    expect((await settled(answers as boolean[], listFailure as string | undefined)).isWrongName).toBe(expected);
  });

  it('does not take the answer of an account that is not in the list', async () => {
    const bucket = memoryStore();
    bucket.put(run.accountsKey, [ticketOf(FIRST)]);
    bucket.put(runKeys.manifest(RUN), manifestOf(run));
    bucket.put(runKeys.found(RUN, FIRST), { account: FIRST, hasUser: false });
    bucket.put(runKeys.found(RUN, SECOND), { account: SECOND, hasUser: true });
    expect((await settleSearch(run, bucket)).isFound).toBe(false);
  });
});
