import type { AccountId } from '../../core/keys.ts';
import { type Digest, kindInRun } from '../notices/digest.ts';
import type { Notifier } from '../notices/notifier.ts';
import type { Recipients } from '../ports/channel.ts';
import type { OutboxMessage, PendingMessage, StoredDigest } from '../run-bucket/documents.ts';
import { readJson, writeJson } from '../run-bucket/json.ts';
import { runKeys } from '../run-bucket/keys.ts';
import type { RunStore } from '../run-bucket/ports.ts';

/** A notifier that leaves each digest in the run bucket, for the step that sends it. */
export interface Outbox {
  readonly notifier: Notifier;
  readonly pending: () => readonly PendingMessage[];
}

interface Visit {
  readonly run: string;
  readonly account: AccountId;
  readonly round: number;
}

/**
 * An outbox that begins with the mails that an earlier try of the same visit left: it died before it could name them,
 * their tries are noted, and nobody else would send them today.
 */
export const openOutbox = async (store: RunStore, visit: Visit): Promise<Outbox> => {
  const { run, account, round } = visit;
  const pending = [...(await leftBehind(store, visit))];
  const deliver = async (digest: Digest, recipients: Recipients): Promise<{ readonly kind: 'deferred' }> => {
    const key = runKeys.message(run, account, round, pending.length);
    const message: OutboxMessage = { kind: 'digest', digest: storedDigest(digest, recipients) };
    await writeJson(store, key, message);
    pending.push(pendingOf(key, digest));
    return { kind: 'deferred' };
  };
  return { notifier: { deliver }, pending: () => pending };
};

/** As the step that sends it takes it apart again. */
export const readStoredDigest = (stored: StoredDigest): readonly [digest: Digest, recipients: Recipients] => {
  const { from, to, cc, ...digest } = stored;
  return [digest, { from, to, cc }];
};

const storedDigest = (
  { account, partition, at, isDryRun, ...rest }: Digest,
  { from, to, cc }: Recipients,
): StoredDigest => ({ account, partition, at, isDryRun, from, to, cc, ...rest });

const leftBehind = async (store: RunStore, { run, account, round }: Visit): Promise<readonly PendingMessage[]> => {
  const left: PendingMessage[] = [];
  for (;;) {
    const key = runKeys.message(run, account, round, left.length);
    const message = await readJson<OutboxMessage>(store, key);
    // A dry run notes no try: its next try writes the same mail again.
    if (message?.kind !== 'digest' || message.digest.isDryRun) return left;
    left.push(pendingOf(key, message.digest));
  }
};

const pendingOf = (message: string, { notices }: Digest): PendingMessage => ({
  message,
  notices: notices.map((notice) => ({ user: notice.user.name, key: notice.key, kind: kindInRun(notice) })),
});
