import type { Clock } from '../../src/app/ports/clock.ts';
import type { RunResult } from '../../src/app/results/result.ts';
import { run } from '../../src/app/run/run.ts';
import { parseSettings } from '../../src/app/settings/parse.ts';
import type { Settings } from '../../src/app/settings/settings.ts';
import { doorTo } from '../../src/aws/client/in-process.ts';
import { wire } from '../../src/aws/connect.ts';
import { createNotifier } from '../../src/notify/notifier.ts';
import { virtualClock } from '../../src/sandbox/clock.ts';
import { directDoor } from '../../src/sandbox/in-process.ts';
import { ADMIN_EMAIL, EXEMPTION_GROUP, type Organization } from './organization.ts';

/** keyturn in the test's own process: the sandbox called directly, and no real time passes. */
export interface InProcess {
  readonly plan: () => Promise<RunResult>;
  readonly apply: () => Promise<RunResult>;
  /** Calls that reached the sandbox so far, by operation. */
  readonly calls: ReadonlyMap<string, number>;
}

/** Settings by their path, as `--set` takes them. */
export const settingsFrom = (given: Readonly<Record<string, unknown>>): Settings => {
  const all = { adminEmail: ADMIN_EMAIL, 'exempt.group': EXEMPTION_GROUP, ...given };
  const flags = Object.entries(all).map(([path, value]) => ({ flag: `--set ${path}`, path, value }));
  const parsed = parseSettings({ flags, file: undefined, environment: {} }, 'apply');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.settings;
};

export const inProcess = ({ world, operator }: Organization, settings: Settings): InProcess => {
  const clock: Clock = virtualClock(world);
  const { client, calls } = directDoor(world);
  const door = doorTo({ client }, { clock, credentials: operator });
  let runs = 0;
  let nonces = 0;
  const once = (mode: 'plan' | 'apply'): Promise<RunResult> => {
    runs += 1;
    const runId = `run-${runs}`;
    const { directory, gate, mailer, apiCalls } = wire({ door, clock, settings, runId, region: 'us-east-1' });
    const request = {
      mode,
      settings,
      isForced: false,
      scope: { accounts: 'organization', ous: [], users: [] },
    } as const;
    return run(request, {
      runId,
      directory,
      gate,
      notifier: createNotifier({ mailer }),
      clock,
      nonce: () => `nonce-${++nonces}`,
      apiCalls,
      report: () => undefined,
      signal: new AbortController().signal,
    });
  };
  return { plan: () => once('plan'), apply: () => once('apply'), calls: calls.byOperation };
};
