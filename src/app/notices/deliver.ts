import type { AccountContext } from '../observe/account-context.ts';
import type { Recipients } from '../ports/channel.ts';
import { triedNotes } from '../secret/tags.ts';
import type { Digest, PlannedStep } from './digest.ts';
import type { PendingNotice } from './notices.ts';
import type { Notifier } from './notifier.ts';
import { recordAcceptance, recordMail } from './record-acceptance.ts';

/** Delivery of one owed notice: only `accepted` counts, and only once it was noted. */
export type Delivered = { readonly pending: PendingNotice; readonly failure: string | undefined };

export interface DeliveryParts {
  /** `undefined`: nobody sends here; what is owed is left to the next run. */
  readonly notifier: Notifier | undefined;
  /** The addresses of a user's owners, where the settings name a tag and they are such as we may write to. */
  readonly ownerOf: (pending: PendingNotice) => readonly string[] | undefined;
  /** So many mails may go out in this run at most; `undefined`: as many as are owed. */
  readonly mostMails: number | undefined;
}

/** How many more mails may go out, when these notices do. */
export const mailRoom = (
  context: AccountContext,
  delivery: DeliveryParts,
  notices: readonly PendingNotice[],
): number => {
  const { mostMails } = delivery;
  if (mostMails === undefined) return Infinity;
  return mostMails - new Set(notices.map((pending) => recipientsOf(context, delivery, pending).join())).size;
};

const recipientsOf = (context: AccountContext, { ownerOf }: DeliveryParts, pending: PendingNotice): readonly string[] =>
  ownerOf(pending) ?? [accountAddress(context)];

/**
 * Tells everybody of one account: notes the try, sends one digest to each owner, or to all who own together, notes the
 * acceptance. A crash between sending and noting costs one duplicate at most; where the try cannot be noted, nothing is
 * sent.
 */
export const deliver = async (
  context: AccountContext,
  delivery: DeliveryParts,
  all: readonly PendingNotice[],
): Promise<readonly Delivered[]> => {
  const { notifier } = delivery;
  if (notifier === undefined) {
    if (all.length > 0) context.remark(`${all.length} notices are left to the next run: nothing is sent here`);
    return [];
  }
  const tried = await Promise.all(all.map((pending) => noteTry(context, pending)));
  const ready = tried.flatMap((result) => ('pending' in result ? [] : [result.ready]));
  const failed = tried.flatMap((result) => ('pending' in result ? [result] : []));
  const byOwners = new Map<string, { readonly to: readonly string[]; readonly pending: PendingNotice[] }>();
  for (const pending of ready) {
    const to = recipientsOf(context, delivery, pending);
    const owned = byOwners.get(to.join()) ?? { to, pending: [] };
    owned.pending.push(pending);
    byOwners.set(to.join(), owned);
  }
  const sent: Delivered[] = [];
  for (const { to, pending } of byOwners.values()) sent.push(...(await send(context, notifier, to, pending)));
  return [...failed, ...sent];
};

/** Writes to the account what a dry run would have done. Nothing is noted: the next dry run says it again. */
export const deliverPlans = async (
  context: AccountContext,
  { notifier }: DeliveryParts,
  planned: readonly PlannedStep[],
): Promise<void> => {
  if (notifier === undefined || planned.length === 0) return;
  const digest = { ...digestFor(context, []), isDryRun: true, planned };
  const delivery = await notifier.deliver(digest, recipientsFor(context, [accountAddress(context)], []));
  if (delivery.kind === 'refused')
    context.remark(`the mail about account ${context.account.id} was not sent: ${delivery.why}`);
};

/** Where mails about an account go whose users name no owner; empty: nobody is known. */
export const accountAddress = ({ account, settings }: AccountContext): string =>
  account.email ?? settings.adminEmail ?? '';

const noteTry = async (
  context: AccountContext,
  pending: PendingNotice,
): Promise<{ readonly ready: PendingNotice } | Delivered> => {
  if (pending.isTried) return { ready: pending };
  const notes = triedNotes(pending.notes, context.clock.now());
  const failure = inWords(await recordMail(context, { ...pending, notes }));
  return failure === undefined ? { ready: { ...pending, notes } } : { pending, failure };
};

const send = async (
  context: AccountContext,
  notifier: Notifier,
  to: readonly string[],
  pending: readonly PendingNotice[],
): Promise<readonly Delivered[]> => {
  const delivery = await notifier.deliver(digestFor(context, pending), recipientsFor(context, to, pending));
  // The step that sends it has the acceptance noted.
  if (delivery.kind === 'deferred') return pending.map((each) => ({ pending: each, failure: undefined }));
  if (delivery.kind === 'refused')
    return pending.map((each) => ({ pending: each, failure: `the owner is not told yet: ${delivery.why}` }));
  if (delivery.remark) context.remark(delivery.remark);
  const at = context.clock.now();
  return Promise.all(
    pending.map(async (each) => {
      const failure = await recordAcceptance(context, each, { ...each.notice, at });
      return { pending: each, failure: inWords(failure) };
    }),
  );
};

const digestFor = (
  { account, session, settings, clock }: AccountContext,
  pending: readonly PendingNotice[],
): Digest => ({
  account: { id: account.id, name: account.name },
  partition: session.caller.partition,
  at: clock.now(),
  isDryRun: false,
  policy: settings.policy,
  notices: pending.map(({ notice }) => notice),
});

const recipientsFor = (
  { settings: { adminEmail } }: AccountContext,
  to: readonly string[],
  pending: readonly PendingNotice[],
): Recipients => {
  const isEscalated = pending.some(
    ({ notice: { kind }, notes }) => kind === 'TELL_HANDOVER' || (kind === 'REMIND' && notes.remindedAt !== undefined),
  );
  return {
    from: adminEmail ?? '',
    to,
    cc: isEscalated && adminEmail && !to.includes(adminEmail) ? [adminEmail] : [],
  };
};

const inWords = (failure: string | undefined): string | undefined =>
  failure === undefined ? undefined : `the notice could not be noted: ${failure}`;
