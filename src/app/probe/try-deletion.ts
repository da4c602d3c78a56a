import { DAY } from '../../core/time.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import { isSamePolicy } from '../secret/policy-state.ts';
import { type ProbeContext, refusalOf, signedNow } from './probe-context.ts';
import { asExpected, notSeen, otherwise, type ProbeSeen } from './probe-row.ts';
import { shownAfter } from './shown-after.ts';
import { RECOVERY_DAYS } from './throw-away-secret.ts';

/** A deletion that is asked for and taken back. */
export const tryDeletion = (context: ProbeContext): Promise<void> => {
  const { record, session, arn } = context;
  const { secretStore } = session;
  return record.prepared(['deleted-reads', 'deleted-date', 'restore', 'restore-again'], async () => {
    const policy = await secretStore.policy(arn);
    await secretStore.scheduleDeletion(arn, RECOVERY_DAYS, signedNow(context));
    const { answer: deleted } = await untilDeletion(context, true);
    await record.look('deleted-reads', () => readsSeen(context, deleted));
    await record.look('deleted-date', async () => dateSeen(context, deleted));
    await record.look('restore', async () => {
      await secretStore.restore(arn, signedNow(context));
      const { answer: restored } = await untilDeletion(context, false);
      if (restored === undefined || restored.deletionAt !== undefined) return notRestored;
      // A look that shows the deletion shows all that was written before it.
      const isKept = isSameSecret(deleted, restored) && (await isPolicyKept(context, policy));
      return isKept ? asExpected('labels, tags and policy are as before') : otherwise('differs', 'it lost some', LOST);
    });
    await record.look('restore-again', async () => {
      const answer = await refusalOf(secretStore.restore(arn, signedNow(context)));
      return answer === 'done'
        ? asExpected('does nothing')
        : otherwise(
            'differs',
            `refused (${answer.code})`,
            'of two runs that restore one secret, one reports a failure',
          );
    });
  });
};

const untilDeletion = (context: ProbeContext, isAskedFor: boolean) =>
  shownAfter(
    context,
    () => context.session.secretStore.describe(context.arn),
    (secret) => secret !== undefined && (secret.deletionAt !== undefined) === isAskedFor,
  );

const LOST = 'a restored secret is mended like one that a person changed';

const notRestored = otherwise('differs', 'still on its way out after a minute', 'a later run restores it again');

const readsSeen = async (
  { session, arn }: ProbeContext,
  deleted: SecretDescription | undefined,
): Promise<ProbeSeen> => {
  if (deleted === undefined)
    return otherwise('differs', 'DescribeSecret finds nothing', 'a secret on its way out passes for one that is gone');
  if (deleted.deletionAt === undefined) return notSeen('not shown within a minute', 'see the row lag-describe');
  const [versions, policy] = [
    await refusalOf(session.secretStore.versions(arn)),
    await refusalOf(session.secretStore.policy(arn)),
  ];
  if (versions === 'done' && policy !== 'done') return asExpected('as expected');
  const words = [versions, policy].map((each) => (each === 'done' ? 'answers' : `is refused (${each.code})`));
  const seen = `ListSecretVersionIds ${words[0]}, GetResourcePolicy ${words[1]}`;
  const follows =
    versions === 'done'
      ? 'nothing: the secret of a user who is alive is restored before it is read'
      : 'a user whose secret is on its way out is left for a person';
  return otherwise('differs', seen, follows);
};

/** Only that there is a date counts for keyturn. */
const dateSeen = ({ clock }: ProbeContext, deleted: SecretDescription | undefined): ProbeSeen => {
  if (deleted?.deletionAt === undefined) return notSeen('no DeletedDate is shown', 'see the row deleted-reads');
  const days = Math.round((deleted.deletionAt - clock.now()) / DAY);
  if (days === 0) return asExpected('when deletion was asked for');
  return otherwise('differs', `${days} days from now`, 'nothing: only its presence counts');
};

const isSameSecret = (before: SecretDescription | undefined, after: SecretDescription): boolean =>
  before !== undefined && shape(before) === shape(after);

const shape = ({ tags, labels }: SecretDescription): string =>
  JSON.stringify([
    Object.entries(tags).sort(),
    Object.entries(labels)
      .map(([id, on]) => [id, [...on].sort()])
      .sort(),
  ]);

/** A late read still refuses to tell the policy of a secret on its way out. */
const isPolicyKept = async (context: ProbeContext, before: string | undefined): Promise<boolean> => {
  const isKept = (now: string | undefined): boolean =>
    before === undefined ? now === undefined : isSamePolicy(now, before);
  const { seconds } = await shownAfter(
    context,
    async () => {
      try {
        return { policy: await context.session.secretStore.policy(context.arn) };
      } catch (error) {
        if (isAwsFault(error, 'invalid')) return undefined;
        throw error;
      }
    },
    (answer) => answer !== undefined && isKept(answer.policy),
  );
  return seconds !== undefined;
};
