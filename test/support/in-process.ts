import type { Clock } from '../../src/app/ports/clock.ts';
import type { RunResult } from '../../src/app/results/result.ts';
import type { Settings } from '../../src/app/settings/settings.ts';
import { inProcessClients } from '../../src/aws/client/in-process.ts';
import { virtualClock } from '../../src/sandbox/clock.ts';
import { inProcessTransport } from '../../src/sandbox/in-process.ts';
import { EXEMPTION_GROUP, type Organization } from './organization.ts';
import { runOnce } from './run-once.ts';
import { settingsWith } from './settings.ts';

/** keyturn in the test's own process: the sandbox called directly, and no real time passes. */
export interface InProcess {
  readonly plan: () => Promise<RunResult>;
  readonly apply: () => Promise<RunResult>;
  /** Calls that reached the sandbox so far, by operation. */
  readonly calls: ReadonlyMap<string, number>;
}

/** Settings by their path, as `--set` takes them; with the exemption group. */
export const settingsFrom = (given: Readonly<Record<string, unknown>>): Settings =>
  settingsWith({ 'exempt.group': EXEMPTION_GROUP, ...given });

export const inProcess = (
  { world, operator }: Pick<Organization, 'world' | 'operator'>,
  settings: Settings,
): InProcess => {
  const clock: Clock = virtualClock(world);
  const { client, calls } = inProcessTransport(world);
  const clientFactory = inProcessClients({ client }, { clock, credentials: operator });
  let runs = 0;
  let nonces = 0;
  const once = (mode: 'plan' | 'apply'): Promise<RunResult> => {
    runs += 1;
    return runOnce({ clientFactory, clock, settings, mode, runId: `run-${runs}`, nonce: () => `nonce-${++nonces}` });
  };
  return { plan: () => once('plan'), apply: () => once('apply'), calls: calls.byOperation };
};
