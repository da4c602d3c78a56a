import { describe, expect, it } from 'vitest';
import { type TestTerminalOptions, testTerminal } from '../example-dependencies.fixture.ts';
import { exampleResult, quietResult } from '../example-result.fixture.ts';
import { exampleStatuses } from '../example-status.fixture.ts';
import { runProgram } from '../program.ts';

const ADMIN = '--admin-email admin@example.com';

/** A plan, or an apply, of an organization whose users with keys are those of the fixture. */
const perform = async (line: string, options: TestTerminalOptions = {}) => {
  const run: TestTerminalOptions['run'] = async ({ mode }, { listed }) => {
    for (const status of exampleStatuses) listed?.(status);
    return exampleResult({ mode, incomplete: false });
  };
  const played = testTerminal({ run, ...options });
  const code = await runProgram(line.split(' '), played.dependencies);
  return { ...played, code, out: played.out(), err: played.err() };
};

describe('plan --all', () => {
  it('shows users with nothing due and those who wait, too, each once', async () => {
    const { out } = await perform('plan --all');
    expect(out).toContain('· Nothing due (1)');
    expect(out).toMatch(/young +\? 30 d, no use known +due in 60 days/);
    expect(out).toContain('· Waiting: no key is too old (1)');
    for (const user of ['billing-export', 'partner,eu', 'reports', 'young', 'deploy-bot'])
      expect(out.split(user)).toHaveLength(2);
  });

  it('is not asked of the run where nobody wants it', async () => {
    const { out } = await perform('plan');
    expect(out).not.toContain('young');
  });

  it.each([
    ['--blocked', ['partner,eu'], '1 of 3 users shown: --blocked'],
    ['--step ROTATE --step WARN', ['billing-export', 'reports'], '2 of 3 users shown: --step ROTATE --step WARN'],
    ['--over 100', ['partner,eu'], '1 of 3 users shown: --over 100'],
    ['--over 100 --all', ['partner,eu', 'deploy-bot'], '2 of 5 users shown: --over 100'],
    ['--over 9999', [], '0 of 3 users shown: --over 9999'],
  ])('with %s shows those alone, and says of how many', async (words, names, counted) => {
    const { out } = await perform(`plan ${words}`);
    const all = ['billing-export', 'partner,eu', 'reports', 'young', 'deploy-bot'];
    expect(all.filter((user) => out.includes(user)).toSorted()).toEqual(names.toSorted());
    expect(out).toContain(counted);
    expect(out).toContain('3 accounts · 40 users · 41 keys');
  });

  it('has whole ids of keys with --wide', async () => {
    expect((await perform('plan')).out).not.toContain('AKIA');
    expect((await perform('plan --wide')).out).toContain('AKIAEXAMPLE00000AAAA 97 d, used today');
  });

  it.each(['--all', '--wide', '--blocked', '--step ROTATE', '--over 90'])(
    '%s is refused beside --json, which is never cut',
    async (words) => {
      for (const json of ['--json', '--json-lines']) {
        const { code, err, connections } = await perform(`plan ${words} ${json}`);
        expect([code, connections]).toEqual([2, []]);
        expect(err).toContain('cannot be used with option');
      }
    },
  );
});

describe('apply', () => {
  it('shows everybody with --all, in the plan that it asks about and in the end', async () => {
    const { code, out, err, requests } = await perform(`apply --all ${ADMIN}`, { answer: 'yes' });
    expect([code, requests.map(({ mode }) => mode)]).toEqual([3, ['plan', 'apply']]);
    expect(err).toContain('Nothing due (1)');
    expect(out).toContain('Nothing due (1)');
  });

  it.each([
    ['--blocked', '--blocked'],
    ['--step rotate', '--step ROTATE'],
    ['--over 90', '--over 90'],
  ])('takes no filter, which would read as a choice of whom it acts on: %s', async (given, words) => {
    const { code, err, connections } = await perform(`apply --yes ${given} ${ADMIN}`);
    expect([code, connections]).toEqual([2, []]);
    expect(err).toContain(`apply takes no ${words}: it acts on everybody for whom something is due`);
    expect(err).toContain('choose whom with --user, --account or --ou');
  });

  it('does not offer a filter', async () => {
    const { out } = await perform('apply --help');
    expect(out).toContain('--all');
    expect(out).not.toContain('--blocked');
  });
});

it('a plan of nobody counts nobody', async () => {
  const { out } = await perform('plan --blocked', { run: async () => quietResult() });
  expect(out).toContain('0 of 0 users shown: --blocked');
});
