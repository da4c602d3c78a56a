import { describe, expect, it } from 'vitest';
import type { HandoverRequest } from '../../app/acts/handover.ts';
import { type HandoverOutcome, handoverResultOf } from '../../app/acts/handover-result.ts';
import { Fault } from '../../app/faults/fault.ts';
import type { AccountId } from '../../core/keys.ts';
import { HOUR, instant, plus } from '../../core/time.ts';
import { type TestTerminalOptions, testTerminal } from '../example-dependencies.fixture.ts';
import { runProgram } from '../program.ts';

const ACCOUNT = '111122223333' as AccountId;
const ARN = `arn:aws:iam::${ACCOUNT}:user/team/alice`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/ops/on-call`;
const NOW = instant(Date.UTC(2026, 4, 1));
const admin = '--admin-email admin@example.com';

const outcome = (request: Pick<HandoverRequest, 'mode' | 'to' | 'hours'>, more: Partial<HandoverOutcome> = {}) =>
  handoverResultOf({
    runId: 'nonce',
    mode: request.mode,
    account: { id: ACCOUNT, name: 'payments' },
    user: 'alice',
    key: 'AKIAEXAMPLE00000AAAA',
    secret: { arn: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:s-AbCdEf', region: 'eu-central-1' },
    handover: request.to === undefined ? undefined : { to: request.to, until: plus(NOW, request.hours * HOUR) },
    before: undefined,
    isTold: request.mode === 'apply',
    remarks: [],
    ...more,
  });

const handedOver = async (request: HandoverRequest) => outcome(request);

const perform = async (line: string, options: TestTerminalOptions = {}) => {
  const played = testTerminal({ handOver: handedOver, accounts: { [ACCOUNT]: ['team/alice'] }, ...options });
  const code = await runProgram(line.split(' '), played.dependencies);
  return { ...played, code, out: played.out(), err: played.err() };
};

describe('handover', () => {
  it('shows who could read what, asks, and then does it, for a day', async () => {
    const line = `handover ${ARN} --to ${ROLE} ${admin}`;
    const { code, handovers, questions, err, out } = await perform(line, { answer: 'yes' });
    expect(code).toBe(0);
    expect(handovers.map(({ mode, to, hours }) => [mode, to, hours])).toEqual([
      ['plan', ROLE, 24],
      ['apply', ROLE, 24],
    ]);
    expect(questions).toEqual(['Do this for alice now?']);
    expect(err).toContain(`${ROLE} could read key AKIAEXAMPLE00000AAAA until 2026-05-02T00:00:00Z`);
    expect(out).toContain(`${ROLE} can read key AKIAEXAMPLE00000AAAA until 2026-05-02T00:00:00Z, and no longer`);
    expect(out).toContain('aws secretsmanager get-secret-value --region eu-central-1 --secret-id arn:aws:');
    expect(out).toContain('the owner and the admins are told by mail');
  });

  it('changes nothing where the answer is no, or with --dry-run', async () => {
    const no = await perform(`handover ${ARN} --to ${ROLE} ${admin}`, { answer: 'no' });
    expect([no.code, no.handovers.map(({ mode }) => mode)]).toEqual([0, ['plan']]);
    const dry = await perform(`handover ${ARN} --to ${ROLE} --hours 2 --dry-run`);
    expect(dry.handovers).toMatchObject([{ mode: 'plan', hours: 2 }]);
    expect(dry.out).toContain('could read key');
  });

  it('ends one, and prints exactly the result with --json', async () => {
    const before = { to: ROLE, until: plus(NOW, HOUR) };
    const handOver = async (request: HandoverRequest) => outcome(request, { before });
    const { code, handovers, out } = await perform(`handover ${ARN} --end --yes --json ${admin}`, { handOver });
    expect([code, handovers.map(({ to }) => to)]).toEqual([0, [undefined]]);
    expect(JSON.parse(out)).toMatchObject({ endsFor: ROLE, message: [expect.any(String), `${ROLE} reads it no more`] });
  });

  it('says so where no handover was to end, and where nobody could be told', () => {
    expect(outcome({ mode: 'apply', to: undefined, hours: 1 }).message[1]).toBe(
      'no role reads the secret by a handover',
    );
    expect(outcome({ mode: 'apply', to: ROLE, hours: 1 }, { isTold: false }).message.at(-1)).toBe(
      'the owner and the admins are NOT told: tell them yourself',
    );
  });

  it('refuses what cannot be handed over, with the reason and what to do instead', async () => {
    const handOver = async () => Promise.reject(new Fault('handover-refused', 'no secret', { remedy: 'make a key' }));
    const { code, out, err } = await perform(`handover ${ARN} --to ${ROLE} --yes ${admin}`, { handOver });
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe('KT-117 handover-refused: no secret\n→ make a key\n');
  });

  it.each([
    [`handover ${ARN} --yes`, 'give --to'],
    [`handover ${ARN} --to ${ROLE} --end --yes`, '--end'],
    [`handover ${ARN} --to role/on-call --yes`, 'Give the ARN of a role'],
    [`handover ${ARN} --to arn:aws:iam::${ACCOUNT}:role/* --yes`, 'Give the ARN of a role'],
    [`handover ${ARN} --to arn:aws:iam::${ACCOUNT}:user/bob --yes`, 'Give the ARN of a role'],
    [`handover ${ARN} --to ${ROLE} --hours 25 --yes`, 'a whole number from 1 to 24'],
    [`handover ${ARN} --to ${ROLE} --hours 0 --yes`, 'a whole number from 1 to 24'],
    [`handover ${ARN} --to ${ROLE}`, 'KT-110 answer-missing'],
  ])('refuses %s before it asks AWS anything', async (line, words) => {
    const { code, err, handovers, connections } = await perform(`${line} ${admin}`);
    expect([code, handovers, connections]).toEqual([2, [], []]);
    expect(err).toContain(words);
  });
});
