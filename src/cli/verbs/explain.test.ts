import { describe, expect, it } from 'vitest';
import { Fault } from '../../app/faults/fault.ts';
import { type TestTerminalOptions, testTerminal } from '../example-dependencies.fixture.ts';
import { exampleExplanation } from '../example-explanation.fixture.ts';
import { runProgram } from '../program.ts';

const ACCOUNT = '111122223333';
const ARN = `arn:aws:iam::${ACCOUNT}:user/team/alice`;

const perform = async (line: string, options: TestTerminalOptions = {}) => {
  const explain = async () => exampleExplanation();
  const played = testTerminal({ explain, accounts: { [ACCOUNT]: ['team/alice'] }, ...options });
  const code = await runProgram(line.split(' '), played.dependencies);
  return { ...played, code, out: played.out(), err: played.err() };
};

describe('explain', () => {
  it('needs no address to send from and no answer, and says who, what and why', async () => {
    const { code, out, questions, explanations } = await perform(`explain ${ARN}`);
    expect([code, questions]).toEqual([0, []]);
    expect(explanations).toMatchObject([{ scope: { accounts: [ACCOUNT], users: ['alice'], ous: [] } }]);
    expect(out).toContain('Waiting: the old key was used 0 days ago');
    expect(out).toContain('Key AKIAEXAMPLE00000BBBB');
  });

  it('prints exactly the result with --json', async () => {
    const { code, out, err } = await perform(`explain ${ARN} --json`);
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toEqual(exampleExplanation());
  });

  it('finds the one account that has the name, and tells where each setting came from', async () => {
    const accounts = { '444455556666': ['bob'], [ACCOUNT]: ['alice'] };
    const { explanations } = await perform('explain alice --rotate-after-days 57', { accounts });
    expect(explanations).toMatchObject([
      {
        scope: { accounts: [ACCOUNT] },
        settings: { policy: { rotateAfterDays: 57 } },
        origins: { rotateAfterDays: '--rotate-after-days' },
      },
    ]);
  });

  it.each([
    ['the account was not finished', exampleExplanation({ incomplete: true })],
    ['the plan of the user failed', exampleExplanation({ plan: { ...exampleExplanation().plan, outcome: 'failed' } })],
  ])('ends with 3 where %s', async (_, result) => {
    const { code, out } = await perform(`explain ${ARN}`, { explain: async () => result });
    expect(code).toBe(3);
    expect(out).toContain('Rules, in order');
  });

  it('ends with 3 and no answer where the user could not be looked at', async () => {
    const explain = async () => Promise.reject(new Fault('user-unseen', 'the account is SUSPENDED'));
    const { code, out, err } = await perform(`explain ${ARN}`, { explain });
    expect([code, out]).toEqual([3, '']);
    expect(err).toContain('KT-312 user-unseen: the account is SUSPENDED');
  });

  it.each([
    ['explain a/b', {}, 'KT-106 user-invalid'],
    ['explain carol', {}, 'KT-108 user-not-found'],
    ['explain alice', { accounts: { [ACCOUNT]: ['alice'], '444455556666': ['alice'] } }, 'KT-109 user-ambiguous'],
    [`explain ${ARN} --account 444455556666`, {}, 'KT-106 user-invalid'],
    ['explain', {}, 'KT-103 command-invalid'],
  ])('refuses %s', async (line, options, title) => {
    const { code, err, out, explanations } = await perform(line, options);
    expect([code, out, explanations]).toEqual([2, '', []]);
    expect(err).toContain(title);
  });
});
