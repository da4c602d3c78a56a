import { type AwsFault, isAwsFault } from '../faults/aws-fault.ts';
import type { Clock, Signed } from '../ports/clock.ts';
import type { Account } from '../ports/organizations.ts';
import type { AccountSession } from '../ports/sts.ts';
import { versionIds } from '../secret/version-ids.ts';
import { notSeen, type ProbeRow, type ProbeSeen } from './probe-row.ts';
import { type ProbeRowId, probeRows } from './probe-rows.ts';

export interface ProbeRequest {
  readonly account: Account;
  /** Of the member role, and not for reading alone. */
  readonly session: AccountSession;
  readonly clock: Clock;
  /** Aborted: what is left is not tried, and the secret is taken away. */
  readonly signal: AbortSignal;
  /** A fresh unguessable text. */
  readonly nonce: string;
  /** Whom a policy of a secret names as its writers in this account. */
  readonly writers: readonly string[];
  /** That of users' secrets, if one is set. */
  readonly kmsKey: string | undefined;
}

/** What all rows share; `arn`: of the throw-away secret, the only thing that anything is written to. */
export interface ProbeContext extends ProbeRequest {
  readonly arn: string;
  readonly name: string;
  readonly record: ProbeRecord;
}

/** The rows so far. */
export interface ProbeRecord {
  readonly rows: readonly ProbeRow[];
  /** Tries one fact. What AWS denies or does not answer is a row that was not seen, and the next one is tried. */
  look(id: ProbeRowId, observe: () => Promise<ProbeSeen>): Promise<void>;
  /** Tries facts that stand on the same preparation: where that fails, none of them is seen. */
  prepared(ids: readonly ProbeRowId[], work: () => Promise<void>): Promise<void>;
}

export const createProbeRecord = (signal: AbortSignal): ProbeRecord => {
  const rows: ProbeRow[] = [];
  const add = (id: ProbeRowId, seen: ProbeSeen): void => void rows.push({ id, ...probeRows[id], ...seen });
  return {
    rows,
    look: async (id, observe) => add(id, await attempted(signal, observe)),
    async prepared(ids, work) {
      const failure = await attempted(signal, async () => {
        await work();
        return undefined;
      });
      if (failure === undefined) return;
      for (const id of ids) if (!rows.some((row) => row.id === id)) add(id, failure);
    },
  };
};

const INTERRUPTED = notSeen('interrupted before it was tried', 'probe again');

const attempted = async <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T | ProbeSeen> => {
  if (signal.aborted) return INTERRUPTED;
  try {
    return await work();
  } catch (error) {
    if (!isAwsFault(error)) throw error;
    return unseen(error);
  }
};

/** Of AWS's words no more than the code: they name people and policies. */
const unseen = ({ kind, operation, code }: AwsFault): ProbeSeen =>
  kind === 'denied'
    ? { ...notSeen(`${operation} is denied (${code})`, `allow ${operation}, and probe again`), lacks: operation }
    : notSeen(`${operation} answered ${code}`, 'probe again');

/** How AWS refused a request for good, or `done`. Whatever says nothing about the fact is thrown. */
export const refusalOf = async (request: Promise<unknown>): Promise<AwsFault | 'done'> => {
  try {
    await request;
    return 'done';
  } catch (error) {
    if (isAwsFault(error, 'invalid', 'missing', 'exists', 'limit')) return error;
    throw error;
  }
};

export const signedNow = ({ clock }: Pick<ProbeRequest, 'clock'>): Signed => ({ signedAt: clock.now() });

/** A label of the probe's: of a form that no code takes for one of a key, or of a claim. */
export const probeLabel = (what: string): string => `KEYTURN_PROBE_${what}`;

/** A version of the probe's own; there is nothing secret in it. */
export const probeVersion = (
  { arn, nonce }: Pick<ProbeContext, 'arn' | 'nonce'>,
  { token, bytes = token, label }: { readonly token: string; readonly bytes?: string; readonly label: string },
) => ({
  arn,
  versionId: versionIds.probe(nonce, token),
  value: () => JSON.stringify({ Status: 'keyturn check --probe', bytes }),
  labels: [probeLabel(label)] as const,
});
