import type { Caller } from '../../app/ports/sts.ts';
import type { ApiCalls } from '../../app/results/result.ts';
import type { Client, ClientFactory } from '../client/client-factory.ts';
import { countedBy, createApiCalls } from '../client/count-calls.ts';
import { callerOf } from './caller.ts';
import { SESSION_PREFIX } from './key-creators.ts';

export interface OwnCallsOptions {
  readonly clientFactory: ClientFactory;
  readonly runId: string;
  /** The Region keyturn runs in. */
  readonly region: string;
}

/** The caller of one run, in its own account. */
export interface OwnCalls {
  /** The same door; what goes through it counts as this run's. */
  readonly clientFactory: ClientFactory;
  readonly sts: Client;
  readonly self: () => Promise<Caller>;
  /** For every role that is assumed in this run. */
  readonly sessionName: string;
  /** Requests really sent so far. */
  readonly apiCalls: () => ApiCalls;
}

/** Nothing is sent before it is asked for. */
export const ownCalls = ({ clientFactory, runId, region }: OwnCallsOptions): OwnCalls => {
  const calls = createApiCalls();
  const counted = countedBy(calls, clientFactory);
  const sts = counted({ service: 'sts', region });
  return {
    clientFactory: counted,
    sts,
    self: callerOf(sts),
    sessionName: sessionNameOf(runId),
    apiCalls: calls.snapshot,
  };
};

/** STS allows 64 characters of a small alphabet. */
const sessionNameOf = (runId: string): string => `${SESSION_PREFIX}${runId}`.replace(/[^\w+=,.@-]/g, '-').slice(0, 64);
