import { DAY, type Instant } from '../../core/time.ts';
import type { Undo } from '../../core/undo.ts';
import type { Account } from '../ports/organizations.ts';
import type { RunRequest } from '../run/request.ts';

/** The one object that `undo --json` prints. Changes to it raise `schemaVersion`. */
export interface UndoResult {
  readonly schemaVersion: 1;
  readonly runId: string;
  /** `plan`: nothing was changed. */
  readonly mode: RunRequest['mode'];
  readonly account: string;
  readonly user: string;
  readonly undoes: Undo['undoes'];
  /** The key that is back. */
  readonly key: string;
  /** For a promotion: the newer key, which AWSCURRENT names no more. */
  readonly otherKey?: string;
  /** ISO 8601, UTC: when the key would be deleted at the earliest, after which it cannot be brought back. */
  readonly until?: string;
  /** ISO 8601, UTC: when the key is deactivated again at the earliest, with a warning before. */
  readonly againFrom?: string;
  /** True once the mail service accepted the mail to the owner; where it did not, later runs try again. */
  readonly isTold: boolean;
  /** In words for people, a line each. */
  readonly message: readonly string[];
  readonly remarks: readonly string[];
}

/** What was done, or would be. */
export interface UndoOutcome {
  readonly runId: string;
  readonly mode: RunRequest['mode'];
  readonly account: Pick<Account, 'id' | 'name'>;
  readonly user: string;
  readonly undo: Undo;
  readonly isTold: boolean;
  readonly remarks: readonly string[];
}

export const undoResultOf = (outcome: UndoOutcome): UndoResult => {
  const { runId, mode, account, user, undo, isTold, remarks } = outcome;
  return {
    schemaVersion: 1,
    runId,
    mode,
    account: account.id,
    user,
    undoes: undo.undoes,
    key: undo.key,
    ...datesOf(undo),
    isTold,
    message: [`${user} in account ${account.id} (${account.name}):`, ...wordsOf(outcome)],
    remarks,
  };
};

const datesOf = (undo: Undo): Pick<UndoResult, 'otherKey' | 'until' | 'againFrom'> =>
  undo.kind === 'GO_BACK'
    ? { otherKey: undo.from }
    : { ...(undo.until === undefined ? {} : { until: isoOf(undo.until) }), againFrom: isoOf(undo.againFrom) };

const wordsOf = (outcome: UndoOutcome): readonly string[] => {
  const { undo, mode, isTold } = outcome;
  const telling =
    mode === 'plan' || isTold ? 'the owner is told by mail' : 'the owner is not told yet: a later run tells';
  return [...(undo.kind === 'GO_BACK' ? backWords(undo, mode) : activeWords(undo, mode)), telling];
};

const activeWords = (
  { key, undoes, until, againFrom }: Extract<Undo, { kind: 'REACTIVATE' }>,
  mode: RunRequest['mode'],
): readonly string[] => [
  mode === 'plan'
    ? `key ${key} would be active again (its ${undoes} is undone)`
    : `key ${key} is active again (its ${undoes} is undone)`,
  ...(until === undefined ? [] : [`this can be done until its deletion, on ${dayOf(until)} at the earliest`]),
  `its clocks restart: it is deactivated on ${dayOf(againFrom)} at the earliest, with a new warning before, and only when quiet`,
];

const backWords = ({ key, from }: Extract<Undo, { kind: 'GO_BACK' }>, mode: RunRequest['mode']): readonly string[] => [
  `AWSCURRENT ${mode === 'plan' ? 'would go' : 'went'} back from key ${from} to key ${key} (the promotion is undone)`,
  `key ${from} stays active, and is not promoted again; key ${key} is not deactivated`,
  `no new key is made while both are there: when nobody uses ${from}, delete it`,
];

const isoOf = (at: Instant): string => new Date(at).toISOString();

/** The first whole day, UTC, on which it can be. */
const dayOf = (at: Instant): string => new Date(Math.floor(at / DAY) * DAY).toISOString().slice(0, 10);
