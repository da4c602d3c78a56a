import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';
import { ADMIN_EMAIL } from '../../support/organization.ts';
import { clientsOf } from '../contract/clients.ts';
import { readCurrent } from '../contract/evidence.ts';
import { takeOffClaims } from './ministack/claim-labels.ts';
import { deployed, type MinistackDeployed } from './ministack/deployed.ts';
import { isMinistackReady } from './ministack/is-ministack-ready.ts';
import { nameOf, type ReceivedMail } from './ministack/mailbox.ts';
import { stateNameOf } from './ministack/organization-state.ts';
import { type PackagedFolder, packagedFolder } from './ministack/packaged-folder.ts';
import { runIds } from './ministack/runs.ts';
import { fetchKey, type MinistackUser, secretNameOf, signIn } from './ministack/users.ts';

const isReady = await isMinistackReady();

/** A schedule that the template takes and no test reaches. */
const NEVER = 'cron(0 0 1 1 ? 2199)';

let folder: PackagedFolder;
let keyturn: MinistackDeployed;

/** What a mail is called, without the id of the key, which no two worlds share. */
const withoutKey = (mail: ReceivedMail) => nameOf(mail).replace(/(new access key) \w+/, '$1');
const textOf = (mails: readonly ReceivedMail[]) => JSON.stringify(mails);
const signsIn = (user: MinistackUser, key: SandboxCredentials) =>
  expect(signIn(keyturn.server, key), user.name).resolves.toBe(user.arn);

describe.skipIf(!isReady)('deployed from the packaged folder, with DryRunFlag False', () => {
  beforeAll(async () => {
    folder = await packagedFolder();
    // One function at a time: it visits all accounts at once.
    const parameters = { DryRunFlag: 'False', Retirement: 'on-schedule', Schedule: NEVER, MaxConcurrency: '1' };
    keyturn = await deployed({ folder: folder.path, parameters });
  });
  afterAll(async () => {
    await keyturn.server.stop();
    await folder.remove();
  });

  it('rotates every due user of every account, and nobody else', async () => {
    const { testUsers, organization } = keyturn;
    const dueIn = (id: string) => testUsers.due.find(({ accountId }) => accountId === id)?.name;
    for (const user of testUsers.due) await signsIn(user, user.firstKey);
    const before = await keyturn.state();
    const run = await keyturn.run({});
    const after = await keyturn.state();

    expect(run).toMatchObject({ status: 'SUCCEEDED', result: { mode: 'apply', incomplete: false } });
    expect(run.result.summary).toMatchObject({ accounts: 4, due: 4, rotated: 4, told: 4, exempt: 1, failed: 0 });
    for (const user of testUsers.due) {
      const { keys, policies } = after.users[stateNameOf(user)] ?? {};
      const key = await fetchKey(keyturn.server, user);
      expect(keys).toEqual({ [user.firstKey.accessKeyId]: 'Active', [key.accessKeyId]: 'Active' });
      await signsIn(user, key);
      await signsIn(user, user.firstKey);
      // A comma cannot stand in a policy's pattern: the secret's own policy is enough within one account.
      expect(policies).toEqual(user.name.includes(',') ? [] : ['keyturn-read-own-access-key']);
      expect(textOf(run.mails)).toContain(key.accessKeyId);
      expect(textOf(run.mails)).not.toContain(key.secretAccessKey);
    }
    const administrator = clientsOf(keyturn.server, testUsers.administrator.firstKey);
    for (const neighbour of testUsers.due.filter(({ accountId }) => accountId === testUsers.administrator.accountId))
      expect(await readCurrent(administrator, secretNameOf(neighbour))).toEqual({ error: 'AccessDeniedException' });
    expect(Object.keys(after.secrets).sort()).toEqual(
      testUsers.due.map((user) => `${user.accountId} ${secretNameOf(user)}`).sort(),
    );
    for (const user of [testUsers.administrator, testUsers.young, ...testUsers.twins])
      expect(after.users[stateNameOf(user)]).toEqual(before.users[stateNameOf(user)]);
    expect(run.mails.map(withoutKey).sort()).toEqual(
      [
        ...organization.accounts.map(
          ({ id, name, email }) => `${email}: ${name} (${id}): new access key of ${dueIn(id)} [keyturn]`,
        ),
        `${ADMIN_EMAIL}: [keyturn] 4 keys rotated`,
      ].sort(),
    );
  });

  it('writes nothing in a second run of the same day', async () => {
    const before = await keyturn.state();
    const run = await keyturn.run({});
    expect(await keyturn.state()).toEqual(before);
    expect(run).toMatchObject({ status: 'SUCCEEDED', result: { apiCalls: { writes: 0 } } });
    expect(run.mails.map(nameOf)).toEqual([`${ADMIN_EMAIL}: [keyturn] Nothing to do for 12 keys in 4 accounts`]);
  });

  it('rotates the forced user, and nobody else, in one account', async () => {
    const { young } = keyturn.testUsers;
    const before = await keyturn.state();
    const run = await keyturn.run({ ForceRotate: 'young' });
    const after = await keyturn.state();
    expect(run).toMatchObject({ status: 'SUCCEEDED', result: { summary: { accounts: 1, users: 1, rotated: 1 } } });
    const key = await fetchKey(keyturn.server, young);
    await signsIn(young, key);
    await signsIn(young, young.firstKey);
    const secret = `${young.accountId} ${secretNameOf(young)}`;
    expect(after).toEqual({
      users: {
        ...before.users,
        [stateNameOf(young)]: {
          keys: { [young.firstKey.accessKeyId]: 'Active', [key.accessKeyId]: 'Active' },
          policies: ['keyturn-read-own-access-key'],
        },
      },
      secrets: { ...before.secrets, [secret]: after.secrets[secret] },
    });
    expect(run.mails.map(withoutKey)).toEqual([
      `search@example.com: search (${young.accountId}): new access key of ${young.name} [keyturn]`,
      `${ADMIN_EMAIL}: [keyturn] 1 key rotated`,
    ]);
  });

  it('refuses a name that several accounts have, and names them; the ARN is enough', async () => {
    const [here, there] = keyturn.testUsers.twins;
    const before = await keyturn.state();
    const refused = await keyturn.run({ ForceRotate: 'twin' });
    expect(await keyturn.state()).toEqual(before);
    expect(refused).toMatchObject({
      status: 'SUCCEEDED',
      output: expect.stringContaining('2 accounts have a user twin'),
    });
    expect(refused.mails.map(nameOf)).toEqual([`${ADMIN_EMAIL}: [keyturn] Forced rotation not begun`]);
    for (const text of [refused.output, textOf(refused.mails)]) {
      expect(text).toContain(`${here.accountId} payments`);
      expect(text).toContain(`${there.accountId} data`);
    }
    await keyturn.run({ ForceRotate: here.arn });
    const after = await keyturn.state();
    expect(Object.keys(after.users[stateNameOf(here)]?.keys ?? {})).toHaveLength(2);
    expect(after.users[stateNameOf(there)]).toEqual(before.users[stateNameOf(there)]);
  });

  it.each([
    ['a misspelt field', { forceRotate: 'young' }, 'there is no field "forceRotate": did you mean ForceRotate?'],
    ['an empty name', { ForceRotate: '' }, 'ForceRotate is "": give a user name'],
    ['a schedule that was not filled in', { scheduled: '<aws.scheduler.scheduled-time>' }, 'give a time as'],
  ])('refuses %s with words, and starts nothing', async (_, event, words) => {
    const before = await runIds(keyturn.server, keyturn.deployment);
    const { error } = await keyturn.invoke('ASA-Account-Inventory', event);
    expect(error).toContain('the event is refused, and nothing was done');
    expect(error).toContain(words);
    expect(await runIds(keyturn.server, keyturn.deployment)).toEqual(before);
  });

  it("takes the guide's events at the other two functions", async () => {
    const account = keyturn.testUsers.administrator.accountId;
    const event = { account, name: 'payments', email: 'payments@example.com', ForceRotate: 'eve', dryrun: true };
    const { answer } = await keyturn.invoke('ASA-IAM-Access-Key-Rotation-Function', event);
    expect(answer).toMatchObject({ mode: 'plan', incomplete: false, summary: { users: 1, exempt: 1 } });
    const byHand = (email: string) =>
      keyturn.invoke('ASA-Notifier', {
        email,
        subject: 'By hand',
        email_template: 'iam-auto-key-rotation-enforcement.html',
        template_values: { actions: 'Nothing <b>to</b> do', account_id: account },
      });
    await byHand('admin@example.com');
    const mail = (await keyturn.mails()).at(-1);
    expect(mail).toMatchObject({ to: ['admin@example.com'], subject: 'By hand' });
    expect((await byHand('owner@example.com')).error).toContain('email is "owner@example.com": give admin@example.com');
    expect(mail?.html).toContain('Nothing &lt;b&gt;to&lt;/b&gt; do');
    expect(mail?.html).toContain(account);
  });

  it('deactivates and deletes the old keys to the day, and interrupts no application', async () => {
    const { due } = keyturn.testUsers;
    const held = new Map(due.map((user) => [user, user.firstKey]));
    const log: Record<number, string> = {};
    for (const day of [1, 4, 11, 12, 18, 22, 23]) {
      await keyturn.server.travelTo(day);
      for (const [user, key] of held) await signsIn(user, key);
      // Their owners heed the mail on the next day, and bob after the warning.
      for (const user of due.filter(({ name }) => day === (name === 'bob' ? 4 : 1)))
        held.set(user, await fetchKey(keyturn.server, user));
      await takeOffClaims(keyturn.server, keyturn.organization);
      const { status, result } = await keyturn.run({});
      const { warned, deactivated, deleted } = result.summary;
      log[day] = `${status}: ${warned} warned, ${deactivated} deactivated, ${deleted} deleted`;
    }
    expect(log).toEqual({
      1: 'SUCCEEDED: 0 warned, 0 deactivated, 0 deleted',
      4: 'SUCCEEDED: 6 warned, 0 deactivated, 0 deleted',
      11: 'SUCCEEDED: 0 warned, 6 deactivated, 0 deleted',
      12: 'SUCCEEDED: 0 warned, 0 deactivated, 0 deleted',
      18: 'SUCCEEDED: 6 warned, 0 deactivated, 0 deleted',
      22: 'SUCCEEDED: 0 warned, 0 deactivated, 6 deleted',
      23: 'SUCCEEDED: 0 warned, 0 deactivated, 0 deleted',
    });
    const { users } = await keyturn.state();
    for (const [user, key] of held) {
      await signsIn(user, key);
      expect(users[stateNameOf(user)]?.keys).toEqual({ [key.accessKeyId]: 'Active' });
    }
  }, 300_000);
});
