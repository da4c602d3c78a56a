import type { RunEvent } from '../../app/results/events.ts';
import type { RunResult } from '../../app/results/result.ts';
import { run } from '../../app/run/run.ts';
import { parseSettings } from '../../app/settings/parse.ts';
import type { Settings } from '../../app/settings/settings.ts';
import { inProcessClients } from '../../aws/client/in-process.ts';
import { connectAws } from '../../aws/connect.ts';
import type { DemoWorld } from '../../demo-organization/demo-organization.ts';
import { ADMIN_EMAIL, EXEMPTION_GROUP, HOME_REGION, OWNER_TAG } from '../../demo-organization/names.ts';
import { connectNotifier } from '../../notify/notifier.ts';
import { virtualClock } from '../../sandbox/clock.ts';
import { inProcessTransport } from '../../sandbox/in-process.ts';

/** keyturn itself, at work on a simulated organization: the code that works on a real one, behind another door. */
export interface Rehearsal {
  readonly demo: DemoWorld;
  readonly settings: Settings;
  run(mode: 'plan' | 'apply', options: RunOptions): Promise<RunResult>;
}

interface RunOptions {
  readonly runId: string;
  readonly signal: AbortSignal;
  readonly report?: (event: RunEvent) => void;
}

/** With the settings that every installation starts from, but for those given. */
export const createRehearsal = (demo: DemoWorld, given: Readonly<Record<string, unknown>> = {}): Rehearsal => {
  const { world, credentials } = demo;
  const settings = demoSettings(given);
  const clock = virtualClock(world);
  const clientFactory = inProcessClients(inProcessTransport(world), { clock, credentials });
  return {
    demo,
    settings,
    run: (mode, { runId, signal, report = () => undefined }) => {
      const connected = connectAws({ clientFactory, clock, settings, runId, region: HOME_REGION });
      const { organizationAccounts, sessions, mailer, apiCalls } = connected;
      const notifier = connectNotifier({ mailer, report });
      const scope = { accounts: 'organization', ous: [], users: [] } as const;
      return run(
        { mode, scope, isForced: false, settings },
        { runId, organizationAccounts, sessions, notifier, clock, nonce: nonces(runId), apiCalls, report, signal },
      );
    },
  };
};

const demoSettings = (given: Readonly<Record<string, unknown>>): Settings => {
  const values = { adminEmail: ADMIN_EMAIL, 'exempt.group': EXEMPTION_GROUP, ownerTag: OWNER_TAG, ...given };
  const flags = Object.entries(values).map(([path, value]) => ({ flag: path, path, value }));
  const parsed = parseSettings({ flags, file: undefined, environment: {} }, 'apply');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('; '));
  return parsed.settings;
};

/** Different at each call is enough here: nobody else works on this world. */
const nonces = (runId: string): (() => string) => {
  let count = 0;
  return () => `${runId}-${++count}`;
};
