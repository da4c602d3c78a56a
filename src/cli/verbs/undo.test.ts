import { describe, expect, it } from 'vitest';
import type { ActRequest } from '../../app/acts/one-user.ts';
import { type UndoOutcome, undoResultOf } from '../../app/acts/undo-result.ts';
import { Fault } from '../../app/faults/fault.ts';
import type { AccessKeyId, AccountId } from '../../core/keys.ts';
import { instant } from '../../core/time.ts';
import type { Undo } from '../../core/undo.ts';
import { type TestTerminalOptions, testTerminal } from '../example-dependencies.fixture.ts';
import { runProgram } from '../program.ts';

const ACCOUNT = '111122223333' as AccountId;
const OLD = 'AKIAEXAMPLE00000AAAA' as AccessKeyId;
const NEW = 'AKIAEXAMPLE00000BBBB' as AccessKeyId;
const ARN = `arn:aws:iam::${ACCOUNT}:user/team/alice`;
const admin = '--admin-email admin@example.com';

const deactivation: Undo = {
  kind: 'REACTIVATE',
  undoes: 'deactivation',
  key: OLD,
  until: instant(Date.UTC(2026, 4, 8)),
  againFrom: instant(Date.UTC(2026, 4, 11)),
};

const outcome = (undo: Undo, mode: 'plan' | 'apply', differences: Partial<UndoOutcome> = {}) =>
  undoResultOf({
    runId: 'nonce',
    mode,
    account: { id: ACCOUNT, name: 'payments' },
    user: 'alice',
    undo,
    isTold: mode === 'apply',
    remarks: [],
    ...differences,
  });

const undone = async ({ mode }: ActRequest) => outcome(deactivation, mode);

const perform = async (line: string, options: TestTerminalOptions = {}) => {
  const played = testTerminal({ undo: undone, accounts: { [ACCOUNT]: ['team/alice'] }, ...options });
  const code = await runProgram(line.split(' '), played.dependencies);
  return { ...played, code, out: played.out(), err: played.err() };
};

describe('undo', () => {
  it('shows what is undone, asks, and then does it', async () => {
    const { code, undos, questions, err, out } = await perform(`undo ${ARN} ${admin}`, { answer: 'yes' });
    expect(code).toBe(0);
    expect(undos.map(({ mode }) => mode)).toEqual(['plan', 'apply']);
    expect(questions).toEqual(['Undo this for alice now?']);
    expect(err).toContain(`key ${OLD} would be active again (its deactivation is undone)`);
    expect(err).toContain('until its deletion, on 2026-05-08 at the earliest');
    expect(err).toContain('deactivated on 2026-05-11 at the earliest, with a new warning before');
    expect(out).toContain(`key ${OLD} is active again`);
    expect(out).toContain('the owner is told by mail');
  });

  it('changes nothing where the answer is no', async () => {
    const { code, undos, err } = await perform(`undo ${ARN} ${admin}`, { answer: 'no' });
    expect([code, undos.map(({ mode }) => mode)]).toEqual([0, ['plan']]);
    expect(err).toContain('Nothing was changed.');
  });

  it('asks nothing with --yes, and prints exactly the result with --json', async () => {
    const { code, undos, out, err } = await perform(`undo ${ARN} --yes --json ${admin}`);
    expect([code, err]).toEqual([0, '']);
    expect(undos).toMatchObject([{ mode: 'apply', scope: { accounts: [ACCOUNT], users: ['alice'], ous: [] } }]);
    expect(JSON.parse(out)).toEqual(outcome(deactivation, 'apply'));
  });

  it('only shows with --dry-run, asks nobody, and needs no address to send from', async () => {
    const { code, undos, out, questions } = await perform(`undo ${ARN} --dry-run`);
    expect([code, questions]).toEqual([0, []]);
    expect(undos.map(({ mode }) => mode)).toEqual(['plan']);
    expect(out).toContain('would be active again');
  });

  it('finds the one account that has the name', async () => {
    const accounts = { '444455556666': ['bob'], [ACCOUNT]: ['alice'] };
    const { undos } = await perform(`undo alice --yes ${admin}`, { accounts });
    expect(undos).toMatchObject([{ scope: { accounts: [ACCOUNT] } }]);
  });

  it('refuses what cannot be undone, with the reason and what to do instead', async () => {
    const refuse = async () =>
      Promise.reject(new Fault('undo-refused', 'the key is gone', { remedy: 'take the new one' }));
    const { code, out, err } = await perform(`undo ${ARN} --yes ${admin}`, { undo: refuse });
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe('KT-113 undo-refused: the key is gone\n→ take the new one\n');
  });

  it.each([
    ['undo a/b --yes', 'KT-106 user-invalid'],
    [`undo ${ARN}`, 'KT-110 answer-missing'],
  ])('refuses %s before it asks AWS anything', async (line, title) => {
    const { code, err, undos, connections } = await perform(`${line} ${admin}`);
    expect([code, undos, connections]).toEqual([2, [], []]);
    expect(err).toContain(title);
  });
});

describe('in words', () => {
  const back: Undo = { kind: 'GO_BACK', undoes: 'promotion', key: OLD, from: NEW };

  it('an undone promotion says what becomes of both keys', () => {
    const { message, otherKey } = outcome(back, 'plan');
    expect(otherKey).toBe(NEW);
    expect(message).toEqual([
      `alice in account ${ACCOUNT} (payments):`,
      `AWSCURRENT would go back from key ${NEW} to key ${OLD} (the promotion is undone)`,
      `key ${NEW} stays active, and is not promoted again; key ${OLD} is not deactivated`,
      `no new key is made while both are there: when nobody uses ${NEW}, delete it`,
      'the owner is told by mail',
    ]);
  });

  it('an owner who could not be told is said to be told later', () => {
    expect(outcome(back, 'apply', { isTold: false }).message.at(-1)).toBe(
      'the owner is not told yet: a later run tells',
    );
  });

  it('a key that is active already can be brought back without a last day', () => {
    const { message, until } = outcome({ ...deactivation, until: undefined } as Undo, 'apply');
    expect([until, message.some((line) => line.includes('until'))]).toEqual([undefined, false]);
  });
});
