import type { Context } from 'aws-lambda';
import type { Clock } from '../app/ports/clock.ts';
import type { ClientFactory } from '../aws/client/client-factory.ts';
import { failureOf } from './failure.ts';
import { type Environment, type FunctionSettings, functionSettings } from './function-settings.ts';
import { createTelemetry, type LogFields, type MetricName } from './telemetry.ts';
import { type TimeLeft, withTimeLeft } from './time-left.ts';

/** What a function works with: its entry file gives the real ones, tests their own. */
export interface FunctionDependencies {
  readonly env: Environment;
  readonly clock: Clock;
  readonly clientFactory: ClientFactory;
  /** A fresh unguessable text, at each call. */
  readonly nonce: () => string;
  /** Certificates in PEM by which an SMTP server is known, instead of Node's own: for tests. */
  readonly smtpAuthorities?: string | undefined;
}

export interface Invocation extends TimeLeft, FunctionDependencies {
  readonly stack: FunctionSettings;
  readonly requestId: string;
  /** Of the function itself. */
  readonly account: string;
  /** Added to what is logged at the end. */
  readonly note: (facts: LogFields) => void;
  readonly count: (counts: Readonly<Partial<Record<MetricName, number>>>) => void;
}

export type FunctionHandler = (event: unknown, context: Context) => Promise<unknown>;

/** A function: checks its settings and its event, works until shortly before its end, and says how it went. */
export const createHandler = <Event>(
  dependencies: FunctionDependencies,
  parse: (event: unknown) => Event,
  handle: (event: Event, invocation: Invocation) => Promise<unknown>,
): FunctionHandler => {
  const telemetry = createTelemetry();
  const settings = once(() => functionSettings(dependencies.env));
  return async (event, context) => {
    const { clock } = dependencies;
    const startedAt = clock.now();
    let facts: LogFields = {};
    const note = (more: LogFields): void => {
      facts = { ...facts, ...more };
    };
    const told = (): LogFields => ({ ...facts, durationMs: clock.now() - startedAt });
    telemetry.begin(context);
    try {
      const stack = settings();
      const input = parse(event);
      const { awsRequestId: requestId } = context;
      const account = accountOf(context);
      const answer = await withTimeLeft({ remainingMs: context.getRemainingTimeInMillis(), clock }, (left) =>
        handle(input, { ...dependencies, ...left, stack, requestId, account, note, count: telemetry.count }),
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

const accountOf = ({ invokedFunctionArn }: Context): string => {
  const account = invokedFunctionArn.split(':')[4] ?? '';
  if (/^\d{12}$/.test(account)) return account;
  throw new Error(`the function's ARN is ${invokedFunctionArn}: it names no account`);
};

/** Settings stay as they are as long as the process lives; wrong ones are refused each time. */
const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};
