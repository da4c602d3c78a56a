import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { ADMIN_EMAIL } from '../../test/support/organization.ts';
import type { StartedRun } from '../app/fan-out/start-run.ts';
import { Fault } from '../app/faults/fault.ts';
import { runKeys } from '../app/run-bucket/keys.ts';
import { addBucket, putObject } from '../sandbox/seed.ts';
import {
  addDueUser,
  contextOf,
  type DeployedFunctions,
  deployed,
  EXECUTION,
  printedBy,
  putSealed,
  RUNS,
} from './deployed.fixture.ts';

// Logs are for telemetry.test.ts.
beforeEach(() => {
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockReturnValue(true);
});
afterEach(() => void vi.restoreAllMocks());

const start = async (keyturn: DeployedFunctions, event: object, requestId?: string): Promise<StartedRun> =>
  (await keyturn.inventory(event, contextOf(requestId))) as StartedRun;
const inputOf = ({ world }: DeployedFunctions, { executionArn }: StartedRun) =>
  JSON.parse(world.executions.get(executionArn)?.input ?? '');
const refusal = (handle: Promise<unknown>): Promise<Fault> =>
  handle.then(
    () => Promise.reject(new Error('nothing was refused')),
    (error: unknown) => (error instanceof Fault ? error : Promise.reject(error)),
  );
const direct = (keyturn: DeployedFunctions, more: object = {}) => ({
  account: keyturn.members[0],
  name: 'payments',
  email: 'payments@example.com',
  ...more,
});

describe('the inventory', () => {
  it('starts the state machine over all accounts, and tells its execution', async () => {
    const keyturn = deployed();
    const started = await start(keyturn, { scheduled: '2027-01-14T23:59:00Z' });
    expect(started).toMatchObject({
      runId: '20270114-2359-scheduled',
      executionArn: `${EXECUTION}20270114-2359-scheduled`,
      mode: 'apply',
    });
    expect(inputOf(keyturn, started).run).toMatchObject({ bucket: RUNS, force: '', isScheduled: true });
    expect([...keyturn.calls.keys()].filter((name) => name === 'sts:AssumeRole')).toEqual([]);
  });

  it('starts one run, however often one event is delivered', async () => {
    const keyturn = deployed();
    const [first, second] = [await start(keyturn, {}, 'aaaaaaaa-1'), await start(keyturn, {}, 'aaaaaaaa-1')];
    expect(second.executionArn).toBe(first.executionArn);
    await start(keyturn, {}, 'bbbbbbbb-1');
    expect(keyturn.world.executions.size).toBe(2);
  });

  it('starts nothing for a misspelt forcerotate', async () => {
    const keyturn = deployed();
    const fault = await refusal(keyturn.inventory({ forcerotate: 'alice' }, contextOf()));
    expect([fault.name, fault.code]).toEqual(['event-invalid', 'KT-112']);
    expect(keyturn.world.executions.size).toBe(0);
    expect(keyturn.calls.size).toBe(0);
  });

  it.each([
    ['False', {}, 'apply'],
    ['False', { dryrun: 'True' }, 'plan'],
    ['False', { dryrun: false }, 'apply'],
    ['True', {}, 'plan'],
    ['True', { dryrun: true }, 'plan'],
    ['', {}, 'plan'],
  ])('with DryRunFlag %j and the event %j runs as %s', async (DryRunFlag, event, mode) => {
    expect((await start(deployed({ DryRunFlag }), event)).mode).toBe(mode);
  });

  it.each(['True', ''])('lets no event make a run real under DryRunFlag %j', async (DryRunFlag) => {
    const fault = await refusal(deployed({ DryRunFlag }).inventory({ dryrun: 'False' }, contextOf()));
    expect(fault.message).toContain("the stack's DryRunFlag is True: set that parameter to False first");
  });
});

describe('the rotation', () => {
  const ticketOf = (keyturn: DeployedFunctions, bucket = RUNS) => ({
    run: {
      id: 'r',
      mode: 'apply',
      bucket,
      accountsKey: 'runs/r/accounts.json',
      force: '',
      isSearch: false,
      isScheduled: true,
      seal: 'seal-1',
    },
    ticket: { ...direct(keyturn), share: 20 },
  });

  it("rotates the guide's one account, and leaves its mails to the next run", async () => {
    const keyturn = deployed();
    addDueUser(keyturn, keyturn.members[0] ?? '', 'alice');
    const result = await keyturn.rotation(direct(keyturn), contextOf());
    expect(result).toMatchObject({ mode: 'apply', summary: { rotated: 1 } });
    expect(keyturn.world.mailbox).toEqual([]);
  });

  it('refuses the guide’s event with an ARN that nobody in the account has', async () => {
    const keyturn = deployed();
    const [account = ''] = keyturn.members;
    addDueUser(keyturn, account, 'alice');
    const ForceRotate = `arn:aws:iam::${account}:user/nosuchpath/alice`;
    const fault = await refusal(keyturn.rotation(direct(keyturn, { ForceRotate }), contextOf()));
    expect(fault.message).toContain(`nobody has the ARN ${ForceRotate}`);
    expect(keyturn.calls.has('iam:CreateAccessKey')).toBe(false);
  });

  it('writes nothing there with dryrun', async () => {
    const keyturn = deployed();
    addDueUser(keyturn, keyturn.members[0] ?? '', 'alice');
    const result = await keyturn.rotation(direct(keyturn, { dryrun: true }), contextOf());
    expect(result).toMatchObject({ mode: 'plan', apiCalls: { writes: 0 } });
    expect(keyturn.calls.has('iam:CreateAccessKey')).toBe(false);
  });

  it('carries out no real step once DryRunFlag is True', async () => {
    const keyturn = deployed({ DryRunFlag: 'True' });
    const { run, ticket } = ticketOf(keyturn);
    for (const step of [
      { step: 'visit', tickets: [ticket], isAlone: false },
      { step: 'tell', tickets: [ticket], refused: '' },
    ]) {
      const fault = await refusal(keyturn.rotation({ ...step, run, round: 0 }, contextOf()));
      expect(fault.message).toContain('DryRunFlag is True');
    }
    expect(keyturn.calls.size).toBe(0);
  });

  it("works in no bucket but the stack's own", async () => {
    const keyturn = deployed();
    const event = { step: 'search', ...ticketOf(keyturn, 'someone-elses') };
    expect((await refusal(keyturn.rotation(event, contextOf()))).message).toContain('run.bucket is "someone-elses"');
    const { run, ticket } = ticketOf(keyturn, 'someone-elses');
    const mails = { step: 'mails', run, tickets: [ticket], round: 0 };
    expect((await refusal(keyturn.notifier(mails, contextOf()))).message).toContain('run.bucket is "someone-elses"');
  });

  it('does nothing at all where keys could be asked for twice', async () => {
    const { rotationFunction } = await import('./rotation-function.ts');
    const keyturn = deployed();
    const dependencies = {
      env: keyturn.env,
      clock: { now: () => keyturn.world.now, sleep: async () => undefined },
      nonce: () => '',
    };
    const rotation = rotationFunction({
      ...dependencies,
      clientFactory: () => {
        throw new Error('a client was opened');
      },
      assertSentOnce: () => Promise.reject(new Error('CreateAccessKey would be sent 3 times')),
    });
    for (const _ of [1, 2])
      expect((await refusal(rotation(direct(keyturn), contextOf()))).message).toContain('would be sent 3 times');
  });
});

describe('the notifier', () => {
  const manualMail = {
    email: 'payments@example.com',
    subject: 'Keys\r\nBcc: x@example.com',
    email_template: 'mine.html',
    template_values: { account_id: '200000000001', actions: 'Install <b>it</b>\nnow', account_name: '<script>' },
  };
  const knowing = ({ world }: DeployedFunctions, addresses: unknown) =>
    putObject(world, RUNS, { key: runKeys.accountAddresses, body: JSON.stringify(addresses) });

  it("sends the guide's mail with the template of the bucket, all values as text", async () => {
    const keyturn = deployed({ S3BucketName: 'templates' });
    addBucket(keyturn.world, '100000000001', { name: 'templates' });
    knowing(keyturn, { '200000000001': 'payments@example.com' });
    const body = '<h1>{{ account_name }}</h1>{{ actions }}';
    putObject(keyturn.world, 'templates', { key: 'asa/asa-iam-rotation/template/mine.html', body });
    expect(await keyturn.notifier(manualMail, contextOf())).toMatchObject({ kind: 'accepted' });
    const [mail] = keyturn.world.mailbox;
    expect(mail).toMatchObject({ to: ['payments@example.com'], subject: 'Keys Bcc: x@example.com' });
    expect(mail?.html).toBe('<h1>&lt;script&gt;</h1>Install &lt;b&gt;it&lt;/b&gt;<br>\nnow');
  });

  it('fails where the mail service refuses', async () => {
    const email = 'unknown@elsewhere.example';
    const keyturn = deployed({ AdminEmailAddress: email });
    expect((await refusal(keyturn.notifier({ ...manualMail, email }, contextOf()))).name).toBe('mail-refused');
  });

  it('writes by hand to the administrators, and to the account that the mail names, by the last run', async () => {
    const keyturn = deployed();
    const [account = ''] = keyturn.members;
    await start(keyturn, {});
    const values = { ...manualMail.template_values, account_id: account };
    for (const email of ['PAYMENTS@example.com', ADMIN_EMAIL])
      await keyturn.notifier({ ...manualMail, email, template_values: values }, contextOf());
    expect(keyturn.world.mailbox.map(({ to }) => to)).toEqual([['payments@example.com'], [ADMIN_EMAIL]]);
  });

  it.each<[string, object, unknown]>([
    ['anybody', { email: 'somebody@elsewhere.example' }, { '200000000001': 'payments@example.com' }],
    [
      'an account that the mail does not name',
      { template_values: { actions: 'x' } },
      { '200000000001': 'payments@example.com' },
    ],
    ['another account than it names', {}, { '200000000002': 'payments@example.com' }],
    ['an account before any run', {}, undefined],
    ['what is no account', { template_values: { actions: 'x', account_id: 'toString' } }, {}],
    ['an account where the addresses are none', {}, { '200000000001': ['payments@example.com'] }],
    ['an account where nothing can be read', {}, 'payments@example.com'],
  ])('writes by hand to nobody else: %s', async (_, change, addresses) => {
    const keyturn = deployed();
    if (addresses !== undefined) knowing(keyturn, addresses);
    const fault = await refusal(keyturn.notifier({ ...manualMail, ...change }, contextOf()));
    expect(fault.name).toBe('event-invalid');
    expect(fault.message).toContain(`give ${ADMIN_EMAIL}, or the address of the account`);
    expect(keyturn.world.mailbox).toEqual([]);
  });
});

test('settings that are wrong are refused at every invocation, all of them', async () => {
  const keyturn = deployed({
    RotationPeriod: 'soon',
    AdminEmailAddress: '',
    RUN_BUCKET: '',
    DryRunFlag: 'maybe',
    RunLambdaInVPC: 'x',
  });
  for (const _ of [1, 2]) {
    const fault = await refusal(keyturn.inventory({}, contextOf()));
    expect(fault.name).toBe('settings-refused');
    for (const word of [
      'rotateAfterDays is "soon"',
      'AdminEmailAddress is missing',
      'RUN_BUCKET is ""',
      'dryRun is "maybe"',
    ])
      expect(fault.message).toContain(word);
  }
});

test.each(['0', '2.5', 'many'])('a number of functions that is none is a setting too: %s', (MaxConcurrency) =>
  expect(deployed({ MaxConcurrency }).inventory({}, contextOf())).rejects.toThrow(
    `MaxConcurrency is "${MaxConcurrency}": give a whole number from 1 to 100`,
  ),
);

test('a state machine that is not named is a setting too', () =>
  expect(deployed({ STATE_MACHINE_ARN: '' }).inventory({}, contextOf())).rejects.toThrow('STATE_MACHINE_ARN is ""'));

test('what was said of a defect holds none of its input', async () => {
  const keyturn = deployed();
  const { executionArn, runId } = await start(keyturn, {});
  const { run } = inputOf(keyturn, { executionArn } as StartedRun);
  const message = runKeys.summary(runId);
  putSealed(keyturn, run, { key: message, body: '{"canary' });
  const printed = await printedBy(async () => {
    const fault = await refusal(keyturn.notifier({ message, run }, contextOf()));
    expect(fault.name).toBe('unexpected');
    expect(fault.message).not.toContain('canary');
  });
  expect(printed).not.toContain('canary');
  expect(printed).toContain('SyntaxError');
});
