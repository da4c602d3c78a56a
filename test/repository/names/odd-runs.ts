import { DAY, MINUTE, plus } from '../../../src/core/time.ts';
import { builtInTemplate } from '../../../src/notify/built-in-template.ts';
import { AwsError } from '../../../src/sandbox/call.ts';
import type { InProcessRequest } from '../../../src/sandbox/in-process.ts';
import { addAccount, putObject } from '../../../src/sandbox/seed.ts';
import { createFunctions, FILES, type Functions } from './functions.ts';
import { addDue } from './lives.ts';
import type { Recording } from './recording.ts';

/** Runs that are forced, refused, dry, late or broken: what only they write and answer. */
export const playOddRuns = async (recording: Recording): Promise<void> => {
  for (const [env, play] of oddRuns) {
    const played = createFunctions(recording, env);
    const [payments = '', shop = ''] = played.members;
    addDue(played, payments, 'alice');
    addDue(played, shop, 'bob');
    await play(played, payments, shop);
  }
};

type OddRun = readonly [
  env: Readonly<Record<string, string>>,
  play: (played: Functions, payments: string, shop: string) => Promise<void>,
];

const oddRuns: readonly OddRun[] = [
  [{}, ({ run }) => run({ ForceRotate: 'alice' })],
  [{}, ({ run }) => run({ ForceRotate: 'carol' })],
  [{}, ({ run }, account) => run({ ForceRotate: 'alice', account, dryrun: true })],
  [{}, ({ run }, account) => run({ ForceRotate: 'carol', account })],
  [{}, ({ run }, account) => run({ ForceRotate: `arn:aws:iam::${account}:user/carol` })],
  [{ DryRunFlag: 'True', MaxRotationsPerRun: '1' }, ({ run }) => run()],
  [{ ExemptAccounts: '200000000001' }, ({ run }) => run()],
  [{ IAMExemptionGroup: 'nobody' }, ({ run }) => run()],
  [{}, (played) => whileMailIsDown(played)],
  [{}, (played) => withBrokenAccounts(played)],
  [{}, (played) => twoAtOnce(played)],
  [{}, (played) => withoutTime(played)],
  [{}, (played) => overtaken(played)],
  [{}, (played) => byHand(played)],
  [{}, (played) => whileKeysAreDenied(played)],
];

const whileMailIsDown = async ({ world, run }: Functions): Promise<void> => {
  world.settings.sesOutage = { from: world.now, until: plus(world.now, DAY) };
  await run();
};

/** One account has no role, and the list of accounts breaks off after its first page. */
const withBrokenAccounts = async (played: Functions): Promise<void> => {
  const { world, members, run } = played;
  world.accounts.get(members[0] ?? '')?.roles.clear();
  for (let n = 0; n < 20; n += 1) addAccount(world, { name: 'shop', email: `shop-${n}@example.com` });
  played.before = ({ operation, input }) => {
    if (operation === 'ListAccounts' && input.NextToken !== undefined)
      throw new AwsError('AccessDeniedException', 'no', 400);
  };
  await run();
};

const twoAtOnce = async ({ run }: Functions): Promise<void> => {
  await Promise.all([run(), run()]);
};

const withoutTime = async (played: Functions): Promise<void> => {
  // Less than the minute that a step needs.
  played.remainingMs = 59_000;
  await played.run();
};

/** Alice's worker sleeps under its claim, a person comes before Bob's, and another worker before Carol's. */
const overtaken = async (played: Functions): Promise<void> => {
  const { world, members, run } = played;
  const [payments = '', shop = ''] = members;
  addDue(played, payments, 'carol');
  played.remainingMs = 60 * MINUTE;
  const isOf = ({ operation, input }: InProcessRequest, user: string) =>
    operation === 'PutSecretValue' && String(input.SecretId).includes(`_${user}_`);
  played.before = (request) => {
    const key = world.accounts.get(shop)?.users.get('bob')?.keys[0];
    if (isOf(request, 'bob') && key) key.status = 'Inactive';
    if (request.operation === 'CreateSecret' && String(request.input.Name).includes('_carol_'))
      throw new AwsError('ResourceExistsException', 'it exists', 400);
  };
  played.after = (request) => {
    const isVerdict = String(request.input.VersionStages).includes('VERIFIED');
    if (isOf(request, 'alice') && isVerdict) world.now = plus(world.now, 16 * MINUTE);
  };
  await run();
};

/** A control policy of one account forbids new keys: two users, and then others, find it out. */
const whileKeysAreDenied = async (played: Functions): Promise<void> => {
  const { world, members, daily } = played;
  const [payments = ''] = members;
  for (const name of ['carol', 'dave']) addDue(played, payments, name);
  const Statement = [{ Effect: 'Deny', Action: 'iam:CreateAccessKey', Resource: '*' }];
  world.accounts.get(payments)?.scps.push(JSON.stringify({ Version: '2012-10-17', Statement }));
  await daily(1, 1, 1);
};

/** Events that people send to the other two functions, with a template of the organization's own. */
const byHand = async ({ world, members, invoke }: Functions): Promise<void> => {
  const template = 'iam-auto-key-rotation-enforcement.html';
  putObject(world, FILES, { key: `asa/asa-iam-rotation/template/${template}`, body: builtInTemplate });
  const [account = ''] = members;
  const direct = { account, name: 'payments', email: 'payments@example.com' };
  await invoke('rotation', { ...direct, ForceRotate: 'alice', dryrun: false });
  await invoke('notifier', {
    email: 'admin@example.com',
    subject: 'Your keys',
    email_template: template,
    template_values: {
      partition_name: 'aws',
      account_id: account,
      account_name: 'payments',
      timestamp: '2027-01-15',
      actions: 'Hello, owner',
      rotation_period: 90,
      installation_grace_period: '10',
      recovery_grace_period: '10',
      sender_email: 'admin@example.com',
    },
  });
};
