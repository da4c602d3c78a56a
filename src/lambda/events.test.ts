import { describe, expect, it, test } from 'vitest';
import { Fault } from '../app/faults/fault.ts';
import { inventoryEvent } from './inventory-event.ts';
import { notifierEvent } from './notifier-event.ts';
import { rotationEvent } from './rotation-event.ts';

const refusalOf = (parse: (event: unknown) => unknown, event: unknown): string => {
  try {
    parse(event);
  } catch (error) {
    if (error instanceof Fault && error.name === 'event-invalid') return error.message;
    throw error;
  }
  throw new Error(`accepted: ${JSON.stringify(event)}`);
};

const run = {
  id: '20270115-1a2b3c4d',
  mode: 'apply',
  bucket: 'runs',
  accountsKey: 'runs/20270115-1a2b3c4d/accounts.json',
  force: '',
  isSearch: false,
  isScheduled: true,
  seal: '0e5c1c4e-2c3f-4a57-9f0e-1f1a0c6f0a11',
};
const ticket = { account: '200000000001', name: 'payments', email: 'payments@example.com', share: 3 };
const mail = 'runs/20270115-1a2b3c4d/outbox/200000000001/0-0.json';
const direct = { account: '200000000001', name: 'payments', email: 'payments@example.com' };
const manualMail = {
  email: 'a@example.com',
  subject: 'Keys',
  email_template: 'mine.html',
  template_values: { actions: 'Hi' },
};

describe("the inventory's events", () => {
  it.each([
    [{}, { force: undefined, dryrun: undefined }],
    [{ ForceRotate: 'alice' }, { force: { name: 'alice', account: undefined } }],
    [{ ForceRotate: 'alice', account: '200000000001' }, { force: { name: 'alice', account: '200000000001' } }],
    [
      { ForceRotate: 'arn:aws:iam::200000000001:user/alice' },
      { force: { name: 'alice', account: '200000000001', arn: 'arn:aws:iam::200000000001:user/alice' } },
    ],
    [
      { ForceRotate: 'arn:aws-cn:iam::200000000001:user/team/x/alice' },
      { force: { name: 'alice', account: '200000000001', arn: 'arn:aws-cn:iam::200000000001:user/team/x/alice' } },
    ],
    [{ dryrun: true }, { dryrun: true }],
    [{ dryrun: 'True' }, { dryrun: true }],
    [{ dryrun: 'False' }, { dryrun: false }],
    [{ dryrun: false }, { dryrun: false }],
    [{ scheduled: '2027-01-15T03:00:00Z' }, { scheduled: '2027-01-15T03:00:00Z' }],
  ])('start a run: %j', (event, started) => {
    expect(inventoryEvent(event)).toMatchObject({ kind: 'start', ...started });
  });

  it('settle and end one', () => {
    expect(inventoryEvent({ step: 'settle-search', run })).toEqual({ kind: 'settle-search', run });
    expect(inventoryEvent({ step: 'finish', run, execution: 'arn:aws:states:x' })).toEqual({ kind: 'finish', run });
  });

  it.each(['forcerotate', 'ForceRotat', 'force_rotate', 'Force Rotate', 'ForceRotate '])(
    'with a misspelt name start nothing: %s',
    (name) => {
      expect(refusalOf(inventoryEvent, { [name]: 'alice' })).toContain(`no field "${name}": did you mean ForceRotate?`);
    },
  );

  it.each([
    [{ ForceRotate: '' }, 'ForceRotate is "": give a user name'],
    [{ ForceRotate: null }, 'ForceRotate is null: give a user name'],
    [{ ForceRotate: ['alice'] }, 'ForceRotate is a list: give a user name'],
    [{ ForceRotate: 'a/b' }, 'ForceRotate is "a/b": give a user name'],
    [{ ForceRotate: 'arn:aws:iam::200000000001:role/alice' }, 'give a user name'],
    [{ ForceRotate: 'x'.repeat(65) }, 'give a user name of up to 64'],
    [{ account: '200000000001' }, 'account is "200000000001": give no account, or ForceRotate with it'],
    [{ ForceRotate: 'alice', account: 200000000001 }, 'account is 200000000001: give an account id of twelve digits'],
    [{ ForceRotate: 'alice', account: '20000000001' }, 'account is "20000000001"'],
    [
      { ForceRotate: 'arn:aws:iam::200000000001:user/a', account: '200000000002' },
      'the account of the ARN (200000000001)',
    ],
    [{ dryrun: 'yes' }, 'dryrun is "yes": give true or false'],
    [{ dryrun: 1 }, 'dryrun is 1: give true or false'],
    [{ dryrun: null }, 'dryrun is null: give true or false'],
    [{ scheduled: '<aws.scheduler.scheduled-time>' }, 'scheduled is "<aws.scheduler.scheduled-time>": give a time'],
    [{ scheduled: '2027-01-15T03:00:00Z', ForceRotate: 'alice' }, 'no field "ForceRotate"'],
    [{ scheduled: '2027-99-15T03:00:00Z' }, 'give a time'],
    [{ step: 'Finish' }, 'step is "Finish": give settle-search or finish'],
    [{ step: 'finish', run }, 'execution is missing'],
    [
      { step: 'settle-search', run: { ...run, accountsKey: 'last-complete.json' } },
      'run.accountsKey is "last-complete.json"',
    ],
    [{ step: 'settle-search', run: { ...run, id: '../x' } }, 'run.id is "../x"'],
    [null, 'the event is null: give an object'],
    ['alice', 'the event is "alice": give an object'],
    [[], 'the event is a list: give an object'],
  ])('that are wrong are refused, with what is allowed: %j', (event, words) => {
    const refusal = refusalOf(inventoryEvent, event);
    expect(refusal).toContain(words);
    expect(refusal).toContain('an event that is accepted: {');
  });

  it('tell every mistake at once', () => {
    const lines = refusalOf(inventoryEvent, { forcerotate: 'alice', account: '1', dryrun: 'no', more: 1 }).split('\n');
    for (const word of ['"forcerotate"', '"more"', 'account is "1"', 'dryrun is "no"'])
      expect(lines.filter((line) => line.includes(word))).toHaveLength(1);
  });
});

test('no more than 200 characters of what was given are told, and nothing that could be a key', () => {
  const long = refusalOf(inventoryEvent, { ForceRotate: 'not a name, '.repeat(100) });
  expect(Math.max(...long.split('\n').map((line) => line.length))).toBeLessThan(400);
  const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
  expect(refusalOf(inventoryEvent, { ForceRotate: secret, [secret]: 1 })).not.toContain(secret);
});

describe("the rotation's events", () => {
  it('name one account, as in the guide', () => {
    expect(rotationEvent(direct)).toMatchObject({
      kind: 'direct',
      ticket: direct,
      force: undefined,
      dryrun: undefined,
    });
    expect(rotationEvent({ ...direct, ForceRotate: 'alice', dryrun: 'True' })).toMatchObject({
      force: { name: 'alice' },
      dryrun: true,
    });
    const ForceRotate = `arn:aws:iam::${direct.account}:user/team/alice`;
    expect(rotationEvent({ ...direct, ForceRotate })).toMatchObject({ force: { name: 'alice', arn: ForceRotate } });
    expect(rotationEvent({ ...direct, email: '' })).toMatchObject({ ticket: { email: '' } });
  });

  it('are the steps of a run', () => {
    expect(rotationEvent({ step: 'search', run, ticket })).toEqual({ kind: 'search', run, ticket });
    const named = { ...run, force: 'alice', arn: 'arn:aws:iam::200000000001:user/alice' };
    expect(rotationEvent({ step: 'search', run: named, ticket })).toEqual({ kind: 'search', run: named, ticket });
    const batch = { run: { ...run, batchesKey: 'runs/20270115-1a2b3c4d/batches.json' }, tickets: [ticket], round: 0 };
    expect(rotationEvent({ step: 'visit', ...batch, isAlone: true })).toEqual({
      kind: 'visit',
      ...batch,
      isAlone: true,
    });
    expect(rotationEvent({ step: 'tell', ...batch, refused: 'x\ny' })).toEqual({
      kind: 'tell',
      ...batch,
      refused: 'x y',
    });
  });

  it('of a run without a seal, which an older keyturn began, are refused, and say so', () => {
    const { seal: _, ...older } = run;
    for (const step of [
      { step: 'visit', ticket, round: 0 },
      { step: 'visit', tickets: [ticket], round: 0, isAlone: false },
      { step: 'tell', tickets: [ticket], round: 0, refused: '' },
      { step: 'search', ticket },
    ])
      expect(refusalOf(rotationEvent, { ...step, run: older })).toContain(
        'run.seal is missing: give the seal of the run, as its execution was given it (the run of an older keyturn',
      );
  });

  it.each([
    [{ ...direct, account: '12' }, 'account is "12"'],
    [{ account: direct.account, name: 'payments' }, 'email is missing'],
    [{ ...direct, email: 'a@example.com, b@example.com' }, 'email is'],
    [{ ...direct, forcerotate: 'alice' }, 'did you mean ForceRotate?'],
    [{ ...direct, ForceRotate: 'arn:aws:iam::200000000002:user/alice' }, 'give a user of the account 200000000001'],
    [{ step: 'search', run: { ...run, arn: 'alice' }, ticket }, 'give the ARN of a user'],
    [{ step: 'visit', run, tickets: [ticket] }, 'round is missing'],
    [{ step: 'visit', run, ticket, round: 0 }, 'no field "ticket"'],
    [{ step: 'visit', run: { ...run, seal: 'a b' }, tickets: [ticket], round: 0 }, 'run.seal is "a b"'],
    [{ step: 'visit', run, round: 0 }, 'tickets is missing: give a list of 1 to 10 accounts'],
    [{ step: 'visit', run, tickets: [], round: 0 }, 'tickets is a list: give a list of 1 to 10 accounts'],
    [{ step: 'visit', run, tickets: Array(11).fill(ticket), round: 0 }, 'give a list of 1 to 10 accounts'],
    [{ step: 'visit', run, tickets: [{ ...ticket, share: -1 }], round: 0 }, 'tickets.0.share is -1'],
    [{ step: 'visit', run: { ...run, batchesKey: 'x' }, tickets: [ticket], round: 0 }, 'run.batchesKey is "x"'],
    [{ step: 'visit', run, tickets: [ticket], round: 0 }, 'isAlone is missing'],
    [{ step: 'tell', run, tickets: [ticket], round: 0 }, 'refused is missing'],
    [{ step: 'visit', run, tickets: [ticket], round: -1 }, 'round is -1'],
    [{ step: 'visit', run, tickets: [ticket], round: 0.5 }, 'round is 0.5'],
    [
      { step: 'visit', run: { ...run, mode: 'Apply' }, tickets: [ticket], round: 0 },
      'run.mode is "Apply": give plan or apply',
    ],
    [{ step: 'search', run, ticket, round: 0 }, 'no field "round"'],
    [{ step: 'rotate' }, 'step is "rotate": give search, visit or tell'],
    [{}, 'account is missing'],
  ])('that are wrong are refused: %j', (event, words) => {
    expect(refusalOf(rotationEvent, event)).toContain(words);
  });
});

describe("the notifier's events", () => {
  it('are the mails of some visits, a mail of a run, or one by hand', () => {
    const mails = { step: 'mails', run, tickets: [ticket], round: 1 };
    expect(notifierEvent(mails)).toEqual({ kind: 'mails', run, accounts: [ticket.account], round: 1 });
    expect(notifierEvent({ message: mail, run })).toEqual({ kind: 'message', message: mail, run });
    const summary = `runs/${run.id}/outbox/summary.json`;
    expect(notifierEvent({ message: summary, run })).toMatchObject({ kind: 'message', message: summary });
    expect(notifierEvent({ ...manualMail, template_values: { actions: 'Hi', rotation_period: 90 } })).toMatchObject({
      kind: 'letter',
      email: 'a@example.com',
      template_values: { actions: 'Hi', rotation_period: '90' },
    });
  });

  it.each([
    [{ step: 'letters', run, tickets: [ticket], round: 0 }, 'step is "letters": give mails'],
    [{ step: 'mails', run, tickets: [], round: 0 }, 'give a list of 1 to 10 accounts'],
    [null, 'the event is null'],
    [{ message: mail }, 'run is missing'],
    [{ message: 'runs/a/outbox/summary.json', run }, 'give the key of a mail of this run'],
    [{ message: 'runs/a/manifest.json' }, 'message is "runs/a/manifest.json"'],
    [{ message: 'runs/a/outbox/../../last-complete.json' }, 'message is'],
    [{ message: mail, email: 'a@example.com' }, 'no field "email"'],
    [{ ...manualMail, email: 'a@example.com\nBcc: b@example.com' }, 'email is'],
    [{ ...manualMail, email_template: '../../secret.html' }, 'email_template is'],
    [{ ...manualMail, template_values: {} }, 'template_values.actions is missing'],
    [{}, 'email is missing'],
  ])('that are wrong are refused: %j', (event, words) => {
    expect(refusalOf(notifierEvent, event)).toContain(words);
  });

  it('are refused without the values of the template, or the subject', () => {
    const event = {
      ...manualMail,
      subject: 7,
      template_values: { actions: ['canary'], Account_ID: 'canary', account_id: ['canary'] },
    };
    const refusal = refusalOf(notifierEvent, event);
    expect(refusal).toContain('did you mean template_values.account_id?');
    expect(refusal).toContain('template_values.actions is not shown here');
    expect(refusal).not.toContain('canary');
  });
});
