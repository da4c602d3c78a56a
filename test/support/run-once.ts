import type { Clock } from '../../src/app/ports/clock.ts';
import type { RunEvent } from '../../src/app/results/events.ts';
import type { RunResult } from '../../src/app/results/result.ts';
import type { Scope } from '../../src/app/run/request.ts';
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
  /** False: nobody sends mails here. */
  readonly sendsMails?: boolean;
}

/** A run with the real adapters behind every port, as the command line puts it together. */
export const runOnce = ({
  clientFactory,
  settings,
  runId,
  mode,
  scope = {},
  isForced = false,
  ...given
}: OneRun): Promise<RunResult> => {
  const { clock, nonce, report = () => undefined, signal = new AbortController().signal, deadline } = given;
  const connected = connectAws({ clientFactory, clock, settings, runId, region: 'us-east-1' });
  const notifier = given.sendsMails === false ? undefined : connectNotifier({ mailer: connected.mailer });
  return run(
    { mode, scope: { accounts: 'organization', ous: [], users: [], ...scope }, isForced, settings },
    {
      ...connected,
      runId,
      notifier,
      clock,
      nonce,
      report,
      signal,
      ...(deadline === undefined ? {} : { deadline }),
    },
  );
};
