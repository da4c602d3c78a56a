import { expect, test } from 'vitest';
import { addDueUser, contextOf, deployed, printedBy } from './deployed.fixture.ts';

const CANARY = 'cAnArY+9f/ExampleSecretValue';
const lines = (printed: string) =>
  printed
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));

/** Events with the canary wherever an event can hold anything. */
const hostile: readonly unknown[] = [
  CANARY,
  [CANARY],
  { [CANARY]: CANARY },
  { ForceRotate: CANARY },
  { ForceRotate: { [CANARY]: CANARY } },
  { step: CANARY },
  {
    step: 'visit',
    run: { id: CANARY, bucket: CANARY, force: CANARY },
    ticket: { name: CANARY, email: CANARY },
    round: CANARY,
  },
  { account: CANARY, name: CANARY, email: CANARY, dryrun: CANARY },
  { message: CANARY, run: { id: CANARY, seal: CANARY } },
  { email: CANARY, subject: CANARY, email_template: CANARY, template_values: { actions: CANARY, [CANARY]: CANARY } },
  {
    email: 'admin@example.com',
    subject: CANARY,
    email_template: 'x.html',
    template_values: { actions: CANARY, account_name: CANARY },
  },
];

test('no event shows in a log, refused or carried out, not even a part of it', async () => {
  const keyturn = deployed();
  for (const { name, handler } of [
    { name: 'inventory', handler: keyturn.inventory },
    { name: 'rotation', handler: keyturn.rotation },
    { name: 'notifier', handler: keyturn.notifier },
  ])
    for (const event of hostile) {
      const printed = await printedBy(() => handler(event, contextOf()));
      expect(printed, name).toContain('"service":"keyturn"');
      expect(printed, name).not.toContain(CANARY.slice(0, 8));
    }
});

test('a mail by hand is sent without a word of it in the log', async () => {
  const keyturn = deployed();
  const event = hostile.at(-1);
  const printed = await printedBy(() => keyturn.notifier(event, contextOf()));
  expect(keyturn.world.mailbox).toHaveLength(1);
  expect(printed).not.toContain(CANARY.slice(0, 8));
  expect(lines(printed)).toMatchObject([{ message: 'done', step: 'letter', isAccepted: true }]);
});

test('neither the new key nor its secret shows in the log of its rotation', async () => {
  const keyturn = deployed();
  const [account = ''] = keyturn.members;
  addDueUser(keyturn, account, 'alice');
  const event = { account, name: 'payments', email: 'payments@example.com' };
  const printed = await printedBy(() => keyturn.rotation(event, contextOf()));
  const keys = [...keyturn.world.accessKeys.values()];
  expect(keys.filter(({ userName }) => userName === 'alice')).toHaveLength(2);
  for (const { secretAccessKey } of keys) expect(printed).not.toContain(secretAccessKey);
});

test('the log tells function, run, account, counts and duration; metrics have the service for their only dimension', async () => {
  const keyturn = deployed();
  const [account = ''] = keyturn.members;
  addDueUser(keyturn, account, 'alice');
  const event = { account, name: 'payments', email: 'payments@example.com' };
  const [metrics, log] = lines(await printedBy(() => keyturn.rotation(event, contextOf())));
  expect(log).toMatchObject({
    level: 'INFO',
    function_name: 'ASA-Account-Inventory',
    run: '20270115-1a2b3c4d',
    account,
    mode: 'apply',
    rotated: 1,
    durationMs: expect.any(Number),
  });
  expect(metrics).toMatchObject({ service: 'keyturn', KeysRotated: 1, KeysDeleted: 0, AccountsFailed: 0 });
  expect(metrics._aws.CloudWatchMetrics).toMatchObject([{ Namespace: 'keyturn', Dimensions: [['service']] }]);
});

test('a dry run counts no key as rotated', async () => {
  const keyturn = deployed();
  const [account = ''] = keyturn.members;
  addDueUser(keyturn, account, 'alice');
  const event = { account, name: 'payments', email: 'payments@example.com', dryrun: true };
  const [metrics, log] = lines(await printedBy(() => keyturn.rotation(event, contextOf())));
  expect([metrics.KeysRotated, log.rotated]).toEqual([0, 1]);
});
