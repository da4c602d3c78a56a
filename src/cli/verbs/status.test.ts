import { describe, expect, it } from 'vitest';
import { type TestTerminalOptions, testTerminal } from '../example-dependencies.fixture.ts';
import { exampleResult, quietResult } from '../example-result.fixture.ts';
import { exampleStatuses } from '../example-status.fixture.ts';
import { runProgram } from '../program.ts';

const perform = async (line: string, options: TestTerminalOptions = {}, result = quietResult()) => {
  const run: TestTerminalOptions['run'] = async (_, { listed, sink }) => {
    for (const status of exampleStatuses) listed?.(status);
    for (const account of result.accounts) sink?.account(account);
    return result;
  };
  const played = testTerminal({ run, ...options });
  const code = await runProgram(line.split(' '), played.dependencies);
  return { ...played, code, out: played.out(), err: played.err() };
};

const OLDEST_FIRST = ['partner,eu', 'deploy\u001b[2J-bot', 'billing-export', 'young', 'reports'];

describe('status', () => {
  it('only reads, asks nothing, and lists every key with its user, state, owner and next date, oldest first', async () => {
    const { code, out, questions, requests } = await perform('status --account 111122223333');
    expect([code, questions]).toEqual([0, []]);
    expect(requests).toMatchObject([{ mode: 'plan', scope: { accounts: ['111122223333'] }, isForced: false }]);
    expect(out).toMatchInlineSnapshot(`
      "
      ▲ partner,eu, account 444455556666 (web)
          320 d  AKIAEXAMPLE00000BBBB, other, used 3 d ago
          140 d  AKIAEXAMPLE00000CCCC, other, inactive, used today
          Blocked, a person is needed: both keys are in use: there is no slot for a successor
          → let the applications share one key
          owner: nobody is known

      · deploy-bot, account 111122223333 (payments)
          101 d  AKIAEXAMPLE00000DDDD, old, used today
            3 d  AKIAEXAMPLE00000EEEE, current, used today
          Waiting: the owner has 7 days left to install the new key
          owner: bot@example.com, told 2026-04-28; next date: 2026-05-08, deactivation of AKIAEXAMPLE00000DDDD

      ✔ billing-export, account 111122223333 (payments)
           97 d  AKIAEXAMPLE00000AAAA, other, used today
          Would get a new key (ROTATE): the key is 97 days old
          owner: payments@example.com

      · young, account 444455556666 (web)
           30 d  key of unknown id, no use known
          Due in 60 days
          owner: by a tag that was not read; next date: 2026-06-29, the key is due

      ✖ reports, account 444455556666 (web)
            ? d  key of unknown id, used today
          Failed: iam:ListAccessKeys: AccessDenied
          owner: payments@example.com

      0 accounts · 5 users with a key · 7 keys
      31 requests to AWS, 0 of them writes, in 42 s
      · 1 user of these waits, or nothing is due: told by the credential report, up to four hours old, and the list of
        secrets. A report tells no ids of keys, no tags and no groups; --user NAME looks at one live.
      "
    `);
  });

  it('prints one object with --json: oldest first, names as AWS tells them', async () => {
    const { code, out, err } = await perform('status --json');
    expect([code, err]).toEqual([0, '']);
    const result = JSON.parse(out);
    expect(result.users.map(({ user }: { user: string }) => user)).toEqual(OLDEST_FIRST);
    expect(result).toMatchObject({ schemaVersion: 1, found: { users: 5, keys: 7 }, incomplete: false });
    expect(result.users).toContainEqual(exampleStatuses[3]);
  });

  it('prints each user and account as a line with --json-lines, and how many there are at the end', async () => {
    const { out } = await perform('status --json-lines --blocked', {}, exampleResult({ incomplete: false }));
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ type, user, id }) => [type, user ?? id])).toEqual([
      ['user', 'partner,eu'],
      ['account', '111122223333'],
      ['account', '444455556666'],
      ['account', '777788889999'],
      ['status', undefined],
    ]);
    expect(lines.at(-1)).toMatchObject({ found: { users: 5, keys: 7 } });
    expect(lines.at(-1)).not.toHaveProperty('users');
  });

  it('ends with 3 where an account was not seen, and says so', async () => {
    const { code, out } = await perform('status', {}, exampleResult());
    expect(code).toBe(3);
    expect(out).toContain('Accounts not finished (1)');
    expect(out).toContain('INCOMPLETE');
  });

  it('ends with 2 for a name that no account has', async () => {
    const { code, err, out } = await perform('status --user alice', {}, quietResult({ usersNotFound: ['alice'] }));
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('KT-108 user-not-found');
  });
});

describe('a filter', () => {
  it.each([
    ['--blocked', ['partner,eu']],
    ['--step ROTATE', ['billing-export', 'reports']],
    ['--step rotate --step nothing', OLDEST_FIRST],
    ['--over 97', ['partner,eu', 'deploy\u001b[2J-bot', 'billing-export']],
    ['--over 98', ['partner,eu', 'deploy\u001b[2J-bot']],
    ['--over 141 --blocked', ['partner,eu']],
    ['--over 97 --step ROTATE', ['billing-export']],
  ])('%s leaves those whom it names, in JSON too, and says of how many', async (words, names) => {
    const { out } = await perform(`status --json ${words}`);
    const result = JSON.parse(out);
    expect(result.users.map(({ user }: { user: string }) => user)).toEqual(names);
    expect(result.found).toEqual({ users: 5, keys: 7 });
    const shown = words.replace('rotate', 'ROTATE').replace('nothing', 'NOTHING');
    const { out: text } = await perform(`status ${words}`);
    expect(text).toContain(`\n${names.length} of 5 users shown: `);
    for (const part of shown.split(' --')) expect(text).toContain(part);
  });

  it.each([
    ['--step ROTAT', '--step is ROTAT, which is no step: did you mean ROTATE?'],
    ['--step mail', 'give one of ROTATE, DEACTIVATE, DELETE'],
    ['--over old', '--over is old: give a whole number of days'],
    ['--over -1', '--over is -1: give a whole number of days'],
  ])('%s is refused before anything is asked of AWS', async (words, message) => {
    const { code, err, connections } = await perform(`status ${words}`);
    expect([code, connections]).toEqual([2, []]);
    expect(err).toContain('KT-103 command-invalid');
    expect(err).toContain(message);
  });
});
