import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_EMAIL } from '../../support/organization.ts';
import { deployed, type MinistackDeployed } from './ministack/deployed.ts';
import { SCHEDULED_TIME } from './ministack/deviations.ts';
import { isMinistackReady } from './ministack/is-ministack-ready.ts';
import { nameOf } from './ministack/mailbox.ts';
import { type PackagedFolder, packagedFolder } from './ministack/packaged-folder.ts';
import { firstRun } from './ministack/runs.ts';
import { fetchKey, signIn } from './ministack/users.ts';

/** Its scheduler looks every ten seconds (ministack/services/scheduler.py), by a clock that the test leaves alone. */
const TICK = 12_000;

const isReady = await isMinistackReady();

let folder: PackagedFolder;
let keyturn: MinistackDeployed;

describe.skipIf(!isReady)('deployed from the packaged folder', () => {
  beforeAll(async () => {
    folder = await packagedFolder();
  });
  afterAll(() => folder.remove());

  describe("with the template's own parameters", () => {
    beforeAll(async () => {
      keyturn = await deployed({ folder: folder.path, parameters: {} });
    });
    afterAll(() => keyturn.server.stop());

    it.each([
      ['everybody', {}, '4 keys would be rotated'],
      ['a forced user', { ForceRotate: 'young' }, '1 key would be rotated'],
    ])('writes nothing for %s, and says in its mails that it was a dry run', async (_, event, words) => {
      const before = await keyturn.state();
      const run = await keyturn.run(event);
      expect(await keyturn.state()).toEqual(before);
      expect(before.secrets).toEqual({});
      expect(run).toMatchObject({ status: 'SUCCEEDED', result: { mode: 'plan' } });
      expect(run.mails.map(nameOf)).toContain(`${ADMIN_EMAIL}: [keyturn] Dry run: ${words}`);
      for (const { subject, html, text } of run.mails)
        expect([subject, html, text]).toEqual(Array(3).fill(expect.stringMatching(/dry run/i)));
    });

    it('refuses an event that would make the run a real one', async () => {
      const { error } = await keyturn.invoke('ASA-Account-Inventory', { dryrun: false });
      expect(error).toContain("dryrun is false, but the stack's DryRunFlag is True");
    });
  });

  describe('with the schedule of the template', () => {
    beforeAll(async () => {
      keyturn = await deployed({ folder: folder.path, parameters: { DryRunFlag: 'False' } });
    });
    afterAll(() => keyturn.server.stop());

    it('reports within a day without anybody, and rotates every due user with the run after that', async () => {
      const before = await keyturn.state();
      // Its scheduler sees a cron expression first, and from then on when it is due.
      await wait(TICK);
      await keyturn.server.travelTo(1);
      const first = await firstRun(keyturn.server, keyturn.deployment);
      expect(first).toMatchObject({ status: 'SUCCEEDED', result: { mode: 'plan', summary: { rotated: 4 } } });
      expect(await keyturn.state()).toEqual(before);
      // Told by hand: its schedule names the same moment each day.
      const run = await keyturn.run({ scheduled: '2027-01-16T05:00:00Z' });
      expect(run).toMatchObject({ status: 'SUCCEEDED', result: { summary: { rotated: 4, told: 4 } } });
      for (const user of keyturn.testUsers.due)
        expect(await signIn(keyturn.server, await fetchKey(keyturn.server, user))).toBe(user.arn);
      // The day that the schedule meant.
      expect(SCHEDULED_TIME).toBe('2027-01-15T03:00:00Z');
      expect(first.result.runId).toMatch(/^20270115-/);
    });
  });
});
