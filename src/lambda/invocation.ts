import type { Context } from 'aws-lambda';
import type { Clock } from '../app/ports/clock.ts';
import type { Door } from '../aws/client/client-factory.ts';
import { failureOf } from './failure.ts';
import { type Environment, type FunctionSettings, functionSettings } from './function-settings.ts';
import { type Count, createTelemetry, type Facts } from './telemetry.ts';
import { type TimeLeft, withTimeLeft } from './time-left.ts';

/** What a function works with: its entry file gives the real ones, tests their own. */
export interface FunctionMeans {
  readonly env: Environment;
  readonly clock: Clock;
  readonly door: Door;
  /** A fresh unguessable text, at each call. */
  readonly nonce: () => string;
}

export interface Invocation extends TimeLeft, FunctionMeans {
  readonly stack: FunctionSettings;
  readonly requestId: string;
  /** Added to what is logged at the end. */
  readonly note: (facts: Facts) => void;
  readonly count: (counts: Readonly<Partial<Record<Count, number>>>) => void;
}

export type FunctionHandler = (event: unknown, context: Context) => Promise<unknown>;

/** A function: checks its settings and its event, works until shortly before its end, and says how it went. */
export const createHandler = <Event>(
  means: FunctionMeans,
  parse: (event: unknown) => Event,
  work: (event: Event, invocation: Invocation) => Promise<unknown>,
): FunctionHandler => {
  const telemetry = createTelemetry();
  const settings = once(() => functionSettings(means.env));
  return async (event, context) => {
    const { clock } = means;
    const startedAt = clock.now();
    let facts: Facts = {};
    const note = (more: Facts): void => {
      facts = { ...facts, ...more };
    };
    const told = (): Facts => ({ ...facts, durationMs: clock.now() - startedAt });
    telemetry.begin(context);
    try {
      const stack = settings();
      const input = parse(event);
      const { awsRequestId: requestId } = context;
      const answer = await withTimeLeft({ remainingMs: context.getRemainingTimeInMillis(), clock }, (left) =>
        work(input, { ...means, ...left, stack, requestId, note, count: telemetry.count }),
      );
      telemetry.done(told());
      return answer;
    } catch (error) {
      const failure = failureOf(error);
      telemetry.failed(told(), failure);
      throw failure.thrown;
    }
  };
};

/** Settings stay as they are as long as the process lives; wrong ones are refused each time. */
const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};
