import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import type { FunctionFailure } from './failure.ts';

export type MetricName =
  | 'AccountsFailed'
  | 'NoticesUndelivered'
  | 'KeysRotated'
  | 'KeysDeactivated'
  | 'KeysDeleted'
  | 'UsersBlocked'
  | 'KeysLate'
  | 'RunsCompleted';

/** What an invocation did, in ids and numbers: no event, no mail, no value of a template. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

export interface Telemetry {
  begin(context: Context): void;
  done(facts: LogFields): void;
  failed(facts: LogFields, failure: FunctionFailure): void;
  count(counts: Readonly<Partial<Record<MetricName, number>>>): void;
}

const SERVICE = 'keyturn';

/** Logs in JSON, and metrics in the embedded format, both on stdout. */
export const createTelemetry = (): Telemetry => {
  const logger = new Logger({ serviceName: SERVICE });
  const metrics = new Metrics({ serviceName: SERVICE, namespace: SERVICE });
  return {
    begin: (context) => logger.addContext(context),
    done: (facts) => logger.info('done', { ...facts }),
    failed: (facts, { code, message, at }) =>
      logger.error('failed', { ...facts, code, reason: message, ...(at ? { at } : {}) }),
    count: (counts) => {
      for (const [name, value] of Object.entries(counts)) metrics.addMetric(name, MetricUnit.Count, value);
      if (Object.keys(counts).length > 0) metrics.publishStoredMetrics();
    },
  };
};
