import { Fault } from '../../app/faults/fault.ts';
import type { ReportEvent } from '../../app/results/events.ts';
import type { RunResult } from '../../app/results/result.ts';
import type { UserStatus } from '../../app/results/user-status.ts';
import type { ResultSink, RunDependencies, RunRequest, Scope } from '../../app/run/request.ts';
import { formats } from '../../app/settings/formats.ts';
import { type LoadedSettings, loadSettings } from '../settings/load-settings.ts';
import { type CommonOptions, flagsGiven } from '../settings/options.ts';
import { scopeOf } from '../settings/scope.ts';
import type { Io } from '../terminal/io.ts';
import { lineText } from '../terminal/json-text.ts';
import { type Progress, startProgress } from '../terminal/progress.ts';
import type { Connection, Dependencies } from './dependencies.ts';

/** What the command line, the file and the environment ask for, checked. */
export interface Command {
  readonly options: CommonOptions;
  readonly loaded: LoadedSettings;
  readonly scope: Scope;
}

/** Everything that can be refused without asking AWS is refused here. */
export const prepare = async (
  { io }: Dependencies,
  options: CommonOptions,
  purpose: 'plan' | 'apply',
): Promise<Command> => {
  const loaded = await loadSettings(io, { flags: flagsGiven(options), config: options.config, purpose });
  if (options.region !== undefined && !formats.region.pattern.test(options.region))
    throw new Fault('region-invalid', `${options.region} is no Region`);
  return { options, loaded, scope: scopeOf(options) };
};

/** What a run is called by, and tells its progress to. */
export interface RunIdentity {
  readonly runId: string;
  readonly report: ReportEvent;
}

/** Opens a way into AWS, works, and closes it again; progress goes to stderr. */
export const withConnection = async <T>(
  dependencies: Dependencies,
  { options, loaded, mode = 'plan' }: Command & { readonly mode?: RunRequest['mode'] },
  use: (connection: Connection, identity: RunIdentity) => Promise<T>,
): Promise<T> => {
  const { io, connect, nonce } = dependencies;
  let progress: Progress | undefined;
  const identity: RunIdentity = { runId: nonce(), report: (event) => progress?.report(event) };
  const onInterrupt = (): void => progress?.say('Interrupted: finishing what is in hand. Ctrl-C again leaves at once.');
  io.signal.addEventListener('abort', onInterrupt);
  try {
    const { region, profile, debug: isDebug = false } = options;
    const connection = await connect({ io, settings: loaded.settings, region, profile, isDebug, ...identity });
    // Not before: to connect may ask for an MFA code, which a live line would write over.
    progress = startProgress(io, {
      isQuiet: (options.json ?? false) || (options.jsonLines ?? false),
      isPlan: mode === 'plan',
    });
    try {
      return await use(connection, identity);
    } finally {
      connection.close();
    }
  } finally {
    io.signal.removeEventListener('abort', onInterrupt);
    progress?.stop();
  }
};

export const runDependencies = (
  { io, nonce }: Dependencies,
  connection: Connection,
  identity: RunIdentity,
): RunDependencies => {
  const { organizationAccounts, sessions, notifier, apiCalls } = connection;
  return { ...identity, organizationAccounts, sessions, notifier, apiCalls, nonce, clock: io.clock, signal: io.signal };
};

/** As JSON lines: nothing is kept until the end, so an organization of any size fits into memory. */
export const linesTo = (io: Io): ResultSink => ({
  account: (account) => io.out.write(lineText({ type: 'account', ...account })),
  user: (user) => io.out.write(lineText({ type: 'user', ...user })),
});

/** One run with its progress on stderr. */
export const runOnce = (
  dependencies: Dependencies,
  command: Command,
  request: Pick<RunRequest, 'mode'> & Partial<RunRequest>,
  takers: Pick<RunDependencies, 'sink' | 'listed'> = {},
): Promise<RunResult> =>
  withConnection(dependencies, { ...command, mode: request.mode }, (connection, identity) =>
    dependencies.run(
      { scope: command.scope, isForced: false, settings: command.loaded.settings, ...request },
      { ...runDependencies(dependencies, connection, identity), ...takers },
    ),
  );

/** Users who were named, and whom no account has, though every account was seen. */
export const unknownUsers = ({
  usersNotFound,
  incomplete,
}: Pick<RunResult, 'usersNotFound' | 'incomplete'>): Fault | undefined =>
  incomplete || usersNotFound.length === 0
    ? undefined
    : new Fault('user-not-found', `no account in scope has a user ${usersNotFound.join(', ')}`);

interface ShownRun {
  readonly result: RunResult;
  /** Every user with a key, where all are to be shown. */
  readonly listed: readonly UserStatus[];
}

/** A run that a person is shown. `isAll`: everybody is, whatever is due. */
export const runShown = async (
  dependencies: Dependencies,
  command: Command,
  { mode, isAll, sink }: Pick<RunRequest, 'mode'> & { readonly isAll: boolean; readonly sink?: ResultSink },
): Promise<ShownRun> => {
  const listed: UserStatus[] = [];
  const takers = {
    ...(isAll ? { listed: (user: UserStatus) => void listed.push(user) } : {}),
    ...(sink === undefined ? {} : { sink }),
  };
  return { result: await runOnce(dependencies, command, { mode }, takers), listed };
};

/** The run whose result is printed: as it comes, where lines are asked for. */
export const runLast = (
  dependencies: Dependencies,
  command: Command,
  request: Pick<RunRequest, 'mode'> & { readonly isAll: boolean },
): Promise<ShownRun> =>
  runShown(dependencies, command, {
    ...request,
    ...(command.options.jsonLines ? { sink: linesTo(dependencies.io) } : {}),
  });
