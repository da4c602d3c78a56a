import type { ApiCalls } from '../app/result.ts';
import type { ServiceName } from './door.ts';
import { kindOf } from './operations.ts';

/** Counts the requests really sent, every attempt of a retried one. */
export interface ApiCallCounter {
  count(service: ServiceName, operation: string): void;
  snapshot(): ApiCalls;
}

export const createApiCalls = (): ApiCallCounter => {
  const counts = new Map<string, number>();
  let total = 0;
  let writes = 0;
  return {
    count(service, operation) {
      const name = `${service}:${operation}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      total += 1;
      if (kindOf(service, operation) === 'write') writes += 1;
    },
    snapshot: () => ({ total, writes, byOperation: Object.fromEntries([...counts].sort(byName)) }),
  };
};

const byName = ([a]: [string, number], [b]: [string, number]): number => (a < b ? -1 : 1);
