import type { Account } from '../ports/organizations.ts';
import { createProbeRecord, type ProbeRecord, type ProbeRequest } from './probe-context.ts';
import { notSeen, type ProbeRow } from './probe-row.ts';
import { type ProbeRowId, probeRows } from './probe-rows.ts';
import { type LeftOver, makeSecret, probeSecretNames, type ThrowAwaySecret, takeAway } from './throw-away-secret.ts';
import { tryAccess } from './try-access.ts';
import { tryDeletion } from './try-deletion.ts';
import { tryLags } from './try-lags.ts';
import { tryPolicies } from './try-policies.ts';
import { tryRoom } from './try-room.ts';
import { trySignatures } from './try-signatures.ts';
import { trySwaps } from './try-swaps.ts';
import { tryTokens } from './try-tokens.ts';

export interface ProbeResult {
  readonly account: Pick<Account, 'id' | 'name'>;
  readonly region: string;
  /** The name of the secret that everything was tried on; `undefined`: none could be made. */
  readonly secret: string | undefined;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly rows: readonly ProbeRow[];
  /** What could not be taken away. */
  readonly leftOver: readonly LeftOver[];
  /** `incomplete`: something was not seen, or left behind, and nothing is known to be wrong. */
  readonly verdict: 'fence-holds' | 'incomplete' | 'do-not-apply';
}

/**
 * Tries in one account what keyturn takes for true about AWS: on one secret of its own, which it schedules for deletion
 * whatever fails. No other secret, no user and no key is written to. Only a defect is thrown.
 */
export const probe = async (request: ProbeRequest): Promise<ProbeResult> => {
  const { account, session, clock, signal } = request;
  const startedAt = new Date(clock.now()).toISOString();
  const record = createProbeRecord(signal);
  const asked: string[] = [];
  const tried = await tryEverything(request, record, asked).then(
    (secret) => ({ secret, defect: undefined }),
    (defect: unknown) => ({ secret: undefined, defect }),
  );
  const leftOver: LeftOver[] = [];
  for (const secret of asked) {
    const left = await takeAway(request, secret);
    if (left !== undefined) leftOver.push(left);
  }
  if (tried.defect !== undefined) throw withLeftOver(tried.defect, leftOver);
  const { rows } = record;
  return {
    account: { id: account.id, name: account.name },
    region: session.region,
    secret: tried.secret?.name,
    startedAt,
    finishedAt: new Date(clock.now()).toISOString(),
    rows,
    leftOver,
    verdict: verdictOf(rows, leftOver),
  };
};

const tryEverything = async (
  request: ProbeRequest,
  record: ProbeRecord,
  asked: string[],
): Promise<ThrowAwaySecret | undefined> => {
  const secret = await makeSecret(request, record, asked);
  if (secret === undefined) await withoutSecret(record);
  else {
    const context = { ...request, ...secret, record };
    for (const attempt of [tryLags, tryPolicies, tryTokens, trySwaps, tryAccess, tryRoom, tryDeletion])
      await attempt(context);
  }
  await trySignatures(request, record, secret?.arn ?? probeSecretNames(request).plain);
  return secret;
};

const withoutSecret = async (record: ProbeRecord): Promise<void> => {
  const ids = Object.keys(probeRows) as ProbeRowId[];
  const seen = notSeen('there is no secret to try it on', 'see the row name-with-exclamation-mark');
  for (const id of ids)
    if (id !== 'name-with-exclamation-mark' && !id.startsWith('signature-')) await record.look(id, async () => seen);
};

const verdictOf = (rows: readonly ProbeRow[], leftOver: readonly LeftOver[]): ProbeResult['verdict'] => {
  if (rows.some(({ outcome }) => outcome === 'fence-fails' || outcome === 'apply-fails')) return 'do-not-apply';
  return leftOver.length > 0 || rows.some(({ outcome }) => outcome === 'not-seen') ? 'incomplete' : 'fence-holds';
};

/** A defect must not hide what it left behind. */
const withLeftOver = (defect: unknown, leftOver: readonly LeftOver[]): unknown => {
  if (leftOver.length === 0) return defect;
  const left = leftOver.map(({ secret, command }) => `${secret} is left behind: ${command}`).join('; ');
  return new Error(`${defect instanceof Error ? defect.message : String(defect)}; ${left}`, { cause: defect });
};
