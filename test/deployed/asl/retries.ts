import { AslError, type Json } from './paths.ts';

/** As Step Functions names an error: its name, and its cause as a text. */
export interface AslFailure {
  readonly Error: string;
  readonly Cause: string;
}

export const failureOf = (error: unknown): AslFailure => {
  if (error instanceof AslError) return { Error: error.error, Cause: error.message };
  throw error;
};

interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxAttempts: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: string;
}

interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath: string;
  readonly Next: string;
}

type State = Readonly<Record<string, unknown>>;

/** Tries as often as the state says; waits as long as it may, without the jitter. */
export const withRetries = async (
  state: State,
  { sleep, entered }: { readonly sleep: (ms: number) => Promise<void>; readonly entered?: () => void },
  attempt: () => Promise<Json>,
): Promise<Json> => {
  const tries = new Map<Retrier, number>();
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const { Error: name } = failureOf(error);
      const retrier = ((state.Retry ?? []) as readonly Retrier[]).find(({ ErrorEquals }) => matches(ErrorEquals, name));
      const done = (retrier && tries.get(retrier)) ?? 0;
      if (retrier === undefined || done >= retrier.MaxAttempts) throw error;
      tries.set(retrier, done + 1);
      entered?.();
      const seconds = retrier.IntervalSeconds * retrier.BackoffRate ** done;
      await sleep(Math.min(seconds, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY) * 1_000);
    }
  }
};

export const catcherFor = (state: State, { Error: name }: AslFailure): Catcher | undefined =>
  ((state.Catch ?? []) as readonly Catcher[]).find(({ ErrorEquals }) => matches(ErrorEquals, name));

/** What a function threw is a failure of the task; `States.Runtime` is nobody's but States.ALL's. */
const matches = (names: readonly string[], name: string): boolean =>
  names.some(
    (each) =>
      each === name ||
      each === 'States.ALL' ||
      (each === 'States.TaskFailed' && name !== 'States.Timeout' && name !== 'States.Runtime'),
  );
