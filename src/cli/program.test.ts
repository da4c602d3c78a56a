import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownFolder } from '../../test/support/own-folder.ts';
import { AwsFault } from '../app/faults/aws-fault.ts';
import { Fault } from '../app/faults/fault.ts';
import { type TestTerminalOptions, testTerminal } from './example-dependencies.fixture.ts';
import { exampleResult, quietResult } from './example-result.fixture.ts';
import { runProgram } from './program.ts';

const perform = async (line: string, options: TestTerminalOptions = {}) => {
  const played = testTerminal(options);
  const code = await runProgram(
    line.split(' ').filter((word) => word !== ''),
    played.dependencies,
  );
  return { ...played, code, out: played.out(), err: played.err() };
};

const folderWith = (yaml: string): string => {
  const folder = ownFolder();
  writeFileSync(join(folder, 'keyturn.yaml'), yaml);
  return folder;
};

const quiet = async () => quietResult();
const admin = '--admin-email admin@example.com';

describe('bad input is one clear message, and nothing is begun', () => {
  it.each([
    ['plan --set colour=red', 'KT-101 settings-refused', 'there is no setting colour: remove it'],
    ['plan --set warnDay=3', 'KT-101 settings-refused', 'did you mean warnDays?'],
    [
      'plan --rotate-after-days 0',
      'KT-101 settings-refused',
      'rotateAfterDays is "0": give a whole number of days from 1',
    ],
    ['plan --warn-days -1', 'KT-101 settings-refused', 'warnDays is "-1": give a whole number of days from 1'],
    ['plan --rotate-after-days 20', 'KT-101 settings-refused', 'rotateAfterDays is 20, not more than installGraceDays'],
    ['plan --warn-days 11', 'KT-101 settings-refused', 'warnDays is 11, more than installGraceDays (10)'],
    ['plan --exempt-path service', 'KT-101 settings-refused', 'give a path that begins and ends with /'],
    ['apply --yes', 'KT-101 settings-refused', 'adminEmail is missing: give --admin-email'],
    ['plan --config missing.yaml', 'KT-102 file-unreadable', 'missing.yaml cannot be read: there is no such file'],
    ['plan --acount 1', 'KT-103 command-invalid', "unknown option '--acount' (Did you mean --account?)"],
    ['plan --user', 'KT-103 command-invalid', "option '--user <name>' argument missing"],
    ['aply', 'KT-103 command-invalid', 'there is no command aply: did you mean apply?'],
    ['sandbox --port x', 'KT-103 command-invalid', '--port is x: give a number'],
    ['plan --account 12345', 'KT-104 account-invalid', '12345 is not a valid account id'],
    ['plan --account self --account 111122223333', 'KT-104 account-invalid', '--account self stands alone'],
    ['plan --ou root', 'KT-105 ou-invalid', 'root is no OU id'],
    ['plan --user a/b', 'KT-106 user-invalid', 'a/b is not a valid name of an IAM user'],
    [`rotate a/b --yes ${admin}`, 'KT-106 user-invalid', 'a/b is neither the name nor the ARN of a user'],
    [`apply ${admin}`, 'KT-110 answer-missing', 'give --yes'],
    [`rotate alice ${admin}`, 'KT-110 answer-missing', 'give --yes'],
    ['plan --region Frankfurt', 'KT-202 region-invalid', 'Frankfurt is no Region'],
  ])('%s', async (line, title, message) => {
    const { code, out, err, requests, connections } = await perform(line);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(`${title}: `);
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n\s+at |Error:/);
    expect([requests, connections]).toEqual([[], []]);
  });

  it('lists each wrong setting of a file with its line', async () => {
    const yaml = [
      '# settings',
      'warnDays: soon',
      'pace:',
      '  accountKeys: 20',
      '  accountPercent: 200',
      'nonsense: 1',
      'exemptions:',
      '  - &vendors',
      '    path: vendors',
      '    untill: 2027-01-31',
      '  - group: A',
      '    until: 2027-02-30',
      '  - *vendors',
    ];
    const { err } = await perform('plan', { cwd: folderWith(yaml.join('\n')) });
    const places = err.split('\n').map((line) => [line.slice(0, 40).trim(), /\(from (.*)\)$/.exec(line)?.[1]]);
    expect(places.filter(([, place]) => place !== undefined)).toMatchInlineSnapshot(`
      [
        [
          "there is no setting nonsense: remove i",
          "keyturn.yaml:6: nonsense",
        ],
        [
          "warnDays is "soon": give a whole numbe",
          "keyturn.yaml:2: warnDays",
        ],
        [
          "pace.accountPercent is 200: give a who",
          "keyturn.yaml:5: pace.accountPercent",
        ],
        [
          "exemptions[0]: path is "vendors": give",
          "keyturn.yaml:9: exemptions",
        ],
        [
          "exemptions[0]: there is no field until",
          "keyturn.yaml:10: exemptions",
        ],
        [
          "exemptions[1]: until is "2027-02-30":",
          "keyturn.yaml:12: exemptions",
        ],
        [
          "exemptions[2]: path is "vendors": give",
          "keyturn.yaml:9: exemptions",
        ],
        [
          "exemptions[2]: there is no field until",
          "keyturn.yaml:10: exemptions",
        ],
      ]
    `);
  });

  it.each([
    ['a: [1', 'keyturn.yaml is not valid YAML: '],
    ['warnDays: 5\nwarnDays: 6', 'Map keys must be unique'],
    ['a: [1\nb: }', 'keyturn.yaml is not valid YAML:\n'],
    ['warnDays: *none', 'keyturn.yaml is not valid YAML: Unresolved alias'],
    ['- 1', 'the file holds no settings'],
    ['rotateAfterDays:', 'rotateAfterDays is null: give a whole number of days'],
  ])('keyturn.yaml with %j', async (yaml, message) => {
    const { code, err } = await perform('plan', { cwd: folderWith(yaml) });
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('a Region that is missing', async () => {
    const connectError = new Fault('region-missing', 'no AWS Region is set');
    const { code, err } = await perform('plan', { connectError });
    expect([code, err]).toEqual([
      2,
      'KT-201 region-missing: no AWS Region is set\n→ give --region, set AWS_REGION, or set a region in your AWS profile\n',
    ]);
  });

  it.each([
    [new AwsFault('unauthenticated', 'CredentialsProviderError', 'sts:GetCallerIdentity', ''), 'KT-203', 2],
    [new AwsFault('unauthenticated', 'ExpiredToken', 'sts:GetCallerIdentity', 'expired'), 'KT-218', 2],
    [new AwsFault('unauthenticated', 'InvalidClientTokenId', 'sts:GetCallerIdentity', 'no'), 'KT-204', 2],
    [
      new AwsFault('doubtful', 'PROXY_FAILED', 'sts:GetCallerIdentity', 'the proxy'),
      'KT-210 proxy-failed: the proxy',
      2,
    ],
    [new AwsFault('doubtful', 'CERT_HAS_EXPIRED', 'sts:GetCallerIdentity', ''), 'KT-211', 2],
    [new AwsFault('doubtful', 'SELF_SIGNED_CERT_IN_CHAIN', 'sts:GetCallerIdentity', ''), 'KT-211', 2],
    [new AwsFault('doubtful', 'ERR_TLS_CERT_ALTNAME_INVALID', 'sts:GetCallerIdentity', ''), 'KT-211', 2],
    [new AwsFault('denied', 'AWSOrganizationsNotInUseException', 'organizations:ListAccounts', 'no'), 'KT-208', 2],
    [new AwsFault('doubtful', 'ECONNREFUSED', 'sts:GetCallerIdentity', ''), 'KT-205', 2],
    [new AwsFault('denied', 'AccessDenied', 'organizations:ListAccounts', 'no'), 'KT-206', 2],
    [new AwsFault('doubtful', 'InternalFailure', 'iam:ListUsers', 'oops'), 'KT-902', 3],
    [new TypeError('x is not a function'), 'KT-902', 3],
  ])('%s from AWS', async (error, title, expected) => {
    const { code, err } = await perform('plan --debug', { run: () => Promise.reject(error) });
    expect(code).toBe(expected);
    expect(err).toContain(title);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('credentials that were missing when the accounts were to be listed are not called a denial', async () => {
    const cause = new AwsFault('unauthenticated', 'CredentialsProviderError', 'organizations:ListAccounts', '');
    const { err } = await perform('plan', {
      run: async () => Promise.reject(new Fault('access-denied', 'x', { cause })),
    });
    expect(err).toContain('KT-203 credentials-missing: ');
  });

  it('a user that does not exist', async () => {
    const run = async () => quietResult({ usersNotFound: ['nobody'] });
    const { code, err, out } = await perform('plan --user nobody', { run });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('KT-108 user-not-found: no account in scope has a user nobody');
  });

  it('a user that does not exist, among others, before anything is done', async () => {
    const accounts = { '111122223333': ['alice'], '444455556666': ['bob'] };
    const given = { run: quiet, accounts };
    const unknown = await perform(`apply --yes --user alice --user nobody --user bob ${admin}`, given);
    expect([unknown.code, unknown.requests]).toEqual([2, []]);
    expect(unknown.err).toContain('KT-108 user-not-found: no account in scope has a user nobody');
    const known = await perform(`apply --yes --user alice --user bob ${admin}`, given);
    expect(known.requests).toHaveLength(1);
    const unseen = await perform(`apply --yes --user alice --user nobody ${admin}`, {
      run: quiet,
      accounts: { ...accounts, '777788889999': 'denied' },
    });
    expect(unseen.requests).toHaveLength(1);
  });
});

describe('plan', () => {
  it('asks for what the flags, the file and the environment say', async () => {
    const { code, requests, connections } = await perform(
      'plan --account 111122223333 --account 111122223333 --ou ou-ab12-11111111 --user a --user b --quiet-days 20 --region eu-west-1 --profile p',
      { run: quiet, cwd: folderWith('warnDays: 5'), env: { KEYTURN_IDLE_DAYS: '80' } },
    );
    expect(code).toBe(0);
    expect(requests).toMatchObject([
      {
        mode: 'plan',
        isForced: false,
        scope: { accounts: ['111122223333'], ous: ['ou-ab12-11111111'], users: ['a', 'b'] },
        settings: { policy: { quietDays: 20, warnDays: 5, idleDays: 80 } },
      },
    ]);
    expect(connections).toMatchObject([{ region: 'eu-west-1', profile: 'p', isDebug: false }]);
  });

  it('prints exactly the result with --json, and nothing else anywhere', async () => {
    const { out, err } = await perform('plan --json', { run: quiet });
    expect(JSON.parse(out)).toEqual(quietResult());
    expect(err).toBe('');
  });

  it('prints each account and user as a line with --json-lines, and the rest of the result last', async () => {
    const result = exampleResult();
    const run: NonNullable<TestTerminalOptions['run']> = async (_, { sink }) => {
      for (const account of result.accounts) sink?.account(account);
      for (const user of result.users) sink?.user(user);
      return { ...result, accounts: [], users: [] };
    };
    const { out, err } = await perform('plan --json-lines', { run });
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.filter(({ type }) => type === 'account')).toHaveLength(result.accounts.length);
    expect(lines.filter(({ type }) => type === 'user')).toHaveLength(result.users.length);
    expect(lines.at(-1)).toMatchObject({ type: 'run', runId: result.runId, summary: result.summary });
    expect(err).toBe('');
    expect((await perform('plan --json --json-lines', { run })).code).toBe(2);
  });

  it('ends with 1 for --check when something is due, and says so with 3 when it could not see all', async () => {
    const due = { ...quietResult(), summary: { ...quietResult().summary, due: 1 } };
    expect((await perform('plan --check', { run: async () => due })).code).toBe(1);
    expect((await perform('plan --check', { run: quiet })).code).toBe(0);
    expect((await perform('plan --check', { run: async () => exampleResult() })).code).toBe(3);
  });

  it('shows each setting and its origin with --show-settings, and connects to nothing', async () => {
    const options = { cwd: folderWith('warnDays: 5\nexemptions: [{ group: A, until: 2027-01-31 }]') };
    const { out, connections } = await perform('plan --show-settings --quiet-days 20', options);
    expect(out).toMatch(/quietDays +20 +--quiet-days\n/);
    expect(out).toMatch(/warnDays +5 +keyturn.yaml:1: warnDays\n/);
    expect(out).toMatch(/idleDays +90 +default\n/);
    expect(out).toMatch(/exemptions +group A until 2027-01-31 +keyturn.yaml:2: exemptions\n/);
    const asJson = JSON.parse((await perform('plan --show-settings --json', options)).out);
    expect(asJson).toContainEqual({ setting: 'warnDays', value: 5, from: 'keyturn.yaml:1: warnDays' });
    expect(connections).toEqual([]);
  });
});

describe('apply', () => {
  const planned = { ...exampleResult({ incomplete: false }), summary: { ...quietResult().summary, rotated: 1 } };
  const run: TestTerminalOptions['run'] = async ({ mode }) => ({ ...planned, mode });
  const modes = ({ requests }: { requests: readonly { mode: string }[] }) => requests.map(({ mode }) => mode);

  it('shows the plan and asks, and does nothing when the answer is no', async () => {
    const played = await perform(`apply ${admin}`, { run, answer: 'no' });
    expect(modes(played)).toEqual(['plan']);
    expect(played.questions).toEqual(['Carry out this step?']);
    expect([played.code, played.out]).toEqual([0, '']);
    expect(played.err).toContain('Nothing was changed.');
  });

  it('goes ahead when the answer is yes', async () => {
    expect(modes(await perform(`apply ${admin}`, { run, answer: 'yes' }))).toEqual(['plan', 'apply']);
  });

  it('ends with 130 when the question is answered with Ctrl-C', async () => {
    const played = await perform(`apply ${admin}`, { run, answer: 'interrupted' });
    expect([played.code, modes(played)]).toEqual([130, ['plan']]);
  });

  it('does not ask when nothing is to be done', async () => {
    const played = await perform(`apply ${admin}`, { run: quiet, answer: 'yes' });
    expect([played.code, modes(played), played.questions]).toEqual([0, ['plan'], []]);
  });

  it('with --yes neither plans nor asks', async () => {
    const played = await perform(`apply --yes --json ${admin}`, { run });
    expect(modes(played)).toEqual(['apply']);
    expect(JSON.parse(played.out)).toMatchObject({ schemaVersion: 1, mode: 'apply' });
  });

  it('refuses when the file says dryRun: true', async () => {
    const { code, err } = await perform(`apply --yes ${admin}`, { cwd: folderWith('dryRun: true') });
    expect(code).toBe(2);
    expect(err).toContain('dryRun is true: apply would change things');
  });

  it('interrupted once reports what was done, and ends with 130', async () => {
    const played = testTerminal({
      run: async () => {
        played.interrupt();
        return exampleResult({ mode: 'apply' });
      },
    });
    expect(await runProgram(['apply', '--yes', ...admin.split(' ')], played.dependencies)).toBe(130);
    expect(played.err()).toContain('Interrupted: finishing what is in hand.');
    expect(played.out()).toContain('INCOMPLETE');
  });
});

describe('rotate', () => {
  const run = async () => exampleResult({ mode: 'apply', incomplete: false });
  const [first, second] = ['111122223333', '444455556666'];

  it('takes the account from the ARN, and the name from its end', async () => {
    const accounts = { [first]: ['team/alice'], [second]: ['team/alice'] };
    const { requests } = await perform(`rotate arn:aws:iam::${first}:user/team/alice --yes ${admin}`, {
      run,
      accounts,
    });
    expect(requests).toMatchObject([
      { mode: 'apply', isForced: true, scope: { accounts: [first], users: ['alice'], ous: [] } },
    ]);
  });

  it.each([
    [`arn:aws-us-gov:iam::${first}:user/team/alice`, `the user alice is arn:aws:iam::${first}:user/team/alice`],
    [`arn:aws:iam::${first}:user/alice`, `nobody has the ARN arn:aws:iam::${first}:user/alice`],
    [`arn:aws:iam::${first}:user/team/x/alice`, `the user alice is arn:aws:iam::${first}:user/team/alice`],
    [`arn:aws:iam::${first}:user/team/bob`, 'the account has no user bob'],
  ])('reads an ARN whole: %s is nobody', async (arn, words) => {
    const { code, err, requests } = await perform(`rotate ${arn} --yes ${admin}`, {
      run,
      accounts: { [first]: ['team/alice'] },
    });
    expect([code, requests]).toEqual([2, []]);
    expect(err).toContain('KT-108 user-not-found: ');
    expect(err).toContain(words);
  });

  it('refuses an ARN of another account than --account', async () => {
    const arn = `arn:aws:iam::${first}:user/team/alice`;
    const { code, err, requests } = await perform(`rotate ${arn} --account ${second} --yes ${admin}`, { run });
    expect([code, requests]).toEqual([2, []]);
    expect(err).toContain(`KT-106 user-invalid: --account is ${second}, and the ARN is of ${first}`);
  });

  it('works on the own account with --account self', async () => {
    const { requests } = await perform(`rotate alice --account self --yes ${admin}`, { run });
    expect(requests).toMatchObject([{ scope: { accounts: 'self', users: ['alice'] } }]);
  });

  it('finds the one account that has the name', async () => {
    const accounts = { [first]: ['bob'], [second]: ['alice'] };
    const { requests } = await perform(`rotate alice --yes ${admin}`, { run, accounts });
    expect(requests).toMatchObject([{ scope: { accounts: [second] } }]);
  });

  it('refuses a name that several accounts have, and lists them', async () => {
    const accounts = { [first]: ['alice'], [second]: ['alice'] };
    const { code, err, requests } = await perform(`rotate alice --yes ${admin}`, { run, accounts });
    expect([code, requests]).toEqual([2, []]);
    expect(err).toContain(
      `2 accounts have a user alice:\n  ${first} name of ${first}\n  ${second} name of ${second}\n`,
    );
  });

  it('refuses a name that an account it could not look into may have too', async () => {
    const accounts = { [first]: ['alice'], [second]: 'denied' as const };
    const { code, err, requests } = await perform(`rotate alice --yes ${admin}`, { run, accounts });
    expect([code, requests]).toEqual([2, []]);
    expect(err).toContain(
      `another may have one too:\n  ${first} name of ${first}\nthese could not be looked into:\n  ${second}`,
    );
  });

  it('refuses a name that nobody has', async () => {
    const { code, err } = await perform(`rotate alice --yes ${admin}`, { run, accounts: { [first]: [] } });
    expect(code).toBe(2);
    expect(err).toContain('KT-108 user-not-found: no user alice in 1 accounts');
  });
});

describe('help', () => {
  it('is on stdout and ends with 0', async () => {
    const { code, out, err } = await perform('plan --help');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('--rotate-after-days <days>');
  });
});
