import { explain } from '../../src/app/acts/explain.ts';
import type { ExplainResult } from '../../src/app/acts/explain-result.ts';
import { handOver } from '../../src/app/acts/handover.ts';
import type { HandoverResult } from '../../src/app/acts/handover-result.ts';
import { undo } from '../../src/app/acts/undo.ts';
import type { UndoResult } from '../../src/app/acts/undo-result.ts';
import type { Clock } from '../../src/app/ports/clock.ts';
import type { RunEvent } from '../../src/app/results/events.ts';
import type { RunResult } from '../../src/app/results/result.ts';
import type { UserStatus } from '../../src/app/results/user-status.ts';
import type { RunDependencies, Scope } from '../../src/app/run/request.ts';
import { run } from '../../src/app/run/run.ts';
import type { Settings } from '../../src/app/settings/settings.ts';
import type { ClientFactory } from '../../src/aws/client/client-factory.ts';
import { connectAws } from '../../src/aws/connect.ts';
import type { Instant } from '../../src/core/time.ts';
import { connectNotifier } from '../../src/notify/notifier.ts';

/** One run of keyturn in the test's own process. */
export interface OneRun {
  readonly clientFactory: ClientFactory;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly runId: string;
  readonly nonce: () => string;
  readonly mode: 'plan' | 'apply';
  /** Default: the whole organization. */
  readonly scope?: Partial<Scope>;
  readonly isForced?: boolean;
  readonly report?: (event: RunEvent) => void;
  readonly signal?: AbortSignal;
  readonly deadline?: Instant | undefined;
  readonly listed?: ((user: UserStatus) => void) | undefined;
  /** False: nobody sends mails here. */
  readonly sendsMails?: boolean;
}

/** A run with the real adapters behind every port, as the command line puts it together. */
export const runOnce = (one: OneRun): Promise<RunResult> => {
  const { mode, settings, isForced = false } = one;
  return run({ mode, scope: scopeOf(one), isForced, settings }, dependenciesOf(one));
};

/** What `keyturn handover` does for the one user in scope, likewise. */
export const handOverOnce = (
  one: OneRun,
  { to, hours = 24 }: { readonly to: string | undefined; readonly hours?: number },
): Promise<HandoverResult> => {
  const { mode, settings } = one;
  return handOver({ mode, scope: scopeOf(one), settings, to, hours }, dependenciesOf(one));
};

/** What `keyturn undo` does to the one user in scope, likewise. */
export const undoOnce = (one: OneRun): Promise<UndoResult> => {
  const { mode, settings } = one;
  return undo({ mode, scope: scopeOf(one), settings }, dependenciesOf(one));
};

/** What `keyturn explain` says of the one user in scope, likewise. */
export const explainOnce = (one: OneRun, origins: Readonly<Record<string, string>>): Promise<ExplainResult> =>
  explain({ scope: scopeOf(one), settings: one.settings, origins }, dependenciesOf(one));

const scopeOf = ({ scope }: OneRun): Scope => ({ accounts: 'organization', ous: [], users: [], ...scope });

const dependenciesOf = ({ clientFactory, settings, runId, ...given }: OneRun): RunDependencies => {
  const { clock, nonce, report = () => undefined, signal = new AbortController().signal, deadline } = given;
  const connected = connectAws({ clientFactory, clock, settings, runId, region: 'us-east-1' });
  const notifier = given.sendsMails === false ? undefined : connectNotifier({ mailer: connected.mailer });
  const parts = { ...connected, runId, notifier, clock, nonce, report, signal };
  const { listed } = given;
  return { ...parts, ...(deadline === undefined ? {} : { deadline }), ...(listed === undefined ? {} : { listed }) };
};
