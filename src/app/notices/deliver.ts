import type { Workplace } from '../observe/account-context.ts';
import { triedNotes } from '../secret/tags.ts';
import type { Digest, Notifier, PlannedStep } from './digest.ts';
import type { Owed } from './notices.ts';
import { recordAcceptance, recordMail } from './record-acceptance.ts';

/** Delivery of one owed notice: only `accepted` counts, and only once it was noted. */
export type Delivered = { readonly owed: Owed; readonly failure: string | undefined };

export interface Post {
  /** `undefined`: nobody sends here; what is owed is left to the next run. */
  readonly notifier: Notifier | undefined;
  /** The address of a user's owner, where the settings name a tag and the address is one we may write to. */
  readonly ownerOf: (owed: Owed) => string | undefined;
}

/**
 * Tells everybody of one account: notes the try, sends one digest to each recipient, notes the acceptance. A crash between
 * sending and noting costs one duplicate at most; where the try cannot be noted, nothing is sent.
 */
export const deliver = async (place: Workplace, post: Post, all: readonly Owed[]): Promise<readonly Delivered[]> => {
  const { notifier } = post;
  if (notifier === undefined) {
    if (all.length > 0) place.remark(`${all.length} notices are left to the next run: nothing is sent here`);
    return [];
  }
  const tried = await Promise.all(all.map((owed) => noteTry(place, owed)));
  const ready = tried.flatMap((result) => ('owed' in result ? [] : [result.ready]));
  const failed = tried.flatMap((result) => ('owed' in result ? [result] : []));
  const byRecipient = new Map<string, Owed[]>();
  for (const owed of ready) {
    const recipient = post.ownerOf(owed) ?? accountAddress(place);
    byRecipient.set(recipient, [...(byRecipient.get(recipient) ?? []), owed]);
  }
  const sent: Delivered[] = [];
  for (const [recipient, owed] of byRecipient) sent.push(...(await send(place, notifier, recipient, owed)));
  return [...failed, ...sent];
};

/** Writes to the account what a dry run would have done. Nothing is noted: the next dry run says it again. */
export const deliverPlans = async (
  place: Workplace,
  { notifier }: Post,
  planned: readonly PlannedStep[],
): Promise<void> => {
  if (notifier === undefined || planned.length === 0) return;
  const digest = { ...digestFor(place, accountAddress(place), []), isDryRun: true, planned };
  const delivery = await notifier.deliver(digest);
  if (delivery.kind === 'refused')
    place.remark(`the mail about account ${place.account.id} was not sent: ${delivery.why}`);
};

const accountAddress = ({ account, settings }: Workplace): string => account.email ?? settings.adminEmail ?? '';

const noteTry = async (place: Workplace, owed: Owed): Promise<{ readonly ready: Owed } | Delivered> => {
  if (owed.isTried) return { ready: owed };
  const notes = triedNotes(owed.notes, place.clock.now());
  const failure = inWords(await recordMail(place, { ...owed, notes }));
  return failure === undefined ? { ready: { ...owed, notes } } : { owed, failure };
};

const send = async (
  place: Workplace,
  notifier: Notifier,
  recipient: string,
  owed: readonly Owed[],
): Promise<readonly Delivered[]> => {
  const delivery = await notifier.deliver(digestFor(place, recipient, owed));
  // The step that sends it has the acceptance noted.
  if (delivery.kind === 'deferred') return owed.map((each) => ({ owed: each, failure: undefined }));
  if (delivery.kind === 'refused')
    return owed.map((each) => ({ owed: each, failure: `the owner is not told yet: ${delivery.why}` }));
  if (delivery.remark) place.remark(delivery.remark);
  const at = place.clock.now();
  return Promise.all(
    owed.map(async (each) => {
      const failure = await recordAcceptance(place, each, { kind: each.notice.kind, at });
      return { owed: each, failure: inWords(failure) };
    }),
  );
};

const digestFor = (
  { account, session, settings, clock }: Workplace,
  recipient: string,
  owed: readonly Owed[],
): Digest => {
  const isEscalated = owed.some(({ notice, notes }) => notice.kind === 'REMIND' && notes.remindedAt !== undefined);
  return {
    account: { id: account.id, name: account.name },
    partition: session.caller.partition,
    at: clock.now(),
    isDryRun: false,
    from: settings.adminEmail ?? '',
    to: [recipient],
    cc: isEscalated && settings.adminEmail && settings.adminEmail !== recipient ? [settings.adminEmail] : [],
    policy: settings.policy,
    notices: owed.map(({ notice }) => notice),
  };
};

const inWords = (failure: string | undefined): string | undefined =>
  failure === undefined ? undefined : `the notice could not be noted: ${failure}`;
