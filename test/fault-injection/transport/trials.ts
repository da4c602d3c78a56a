import type { TransportFault } from '../../../src/sandbox/http/transport-faults.ts';
import { requests } from './requests/index.ts';
import type { Trial } from './trial.ts';

export const faults: readonly TransportFault[] = [
  'reset-before',
  'reset-after',
  '500',
  '503',
  'throttle',
  'timeout',
  'lost',
  'truncate',
  'html',
  'html-after',
];

/** One of each request. */
export const trials = Object.entries(requests).flatMap(([service, each]) =>
  Object.entries(each).map(([operation, request]): Trial & { readonly name: string } => {
    return { name: `${service}:${operation}`, service: service as Trial['service'], operation, request };
  }),
);
