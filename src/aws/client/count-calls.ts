import type { ApiCalls } from '../../app/results/result.ts';
import { most } from '../../app/run/throttles.ts';
import type { ClientFactory } from './client-factory.ts';
import { kindOf } from './operations.ts';
import type { ServiceName } from './service-name.ts';

/** Counts the requests really sent, every attempt of a retried one, and those that AWS refused since too many came. */
export interface ApiCallCounter {
  count(service: ServiceName, operation: string): void;
  /** No account: the caller's own. */
  throttled(service: ServiceName, account: string | undefined): void;
  snapshot(): ApiCalls;
}

export const createApiCalls = (): ApiCallCounter => {
  const counts = new Map<string, number>();
  const throttles = new Map<string, number>();
  let total = 0;
  let writes = 0;
  let throttled = 0;
  return {
    count(service, operation) {
      increase(counts, `${service}:${operation}`);
      total += 1;
      if (kindOf(service, operation) === 'write') writes += 1;
    },
    throttled(service, account) {
      increase(throttles, account === undefined ? service : `${service} in ${account}`);
      throttled += 1;
    },
    snapshot: () => ({
      total,
      writes,
      byOperation: Object.fromEntries([...counts].sort(byName)),
      throttled,
      throttledBy: most(Object.fromEntries(throttles)),
    }),
  };
};

/** The same door; what goes through it is counted. */
export const countedBy =
  (calls: ApiCallCounter, clientFactory: ClientFactory): ClientFactory =>
  (spec) =>
    clientFactory({
      ...spec,
      sent: (operation) => calls.count(spec.service, operation),
      throttled: () => calls.throttled(spec.service, spec.account),
    });

const increase = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};

const byName = ([a]: [string, number], [b]: [string, number]): number => (a < b ? -1 : 1);
