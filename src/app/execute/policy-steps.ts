import { isAwsFault } from '../faults/aws-fault.ts';
import { WorkStopped } from '../faults/stop.ts';
import type { AccountContext } from '../observe/account-context.ts';
import type { ReportedSnapshot, UserSnapshot } from '../observe/observe-user.ts';
import { readersFor } from '../observe/readers-for.ts';
import { type Register, registerOf } from '../observe/secret-of.ts';
import { type Handover, secretPolicy } from '../secret/policy.ts';
import { isSamePolicy } from '../secret/policy-state.ts';
import { writerNoted, writerTag } from '../secret/writer-tag.ts';
import type { RequestFence } from './request-fence.ts';
import { note, type StepContext, undoingTag } from './step-context.ts';
import { untilSeen } from './until-seen.ts';

/** What the policy of the user's secret should be. */
export const wantedPolicy = (
  context: AccountContext,
  { user }: Pick<ReportedSnapshot, 'user'>,
  handover?: Handover,
): string => secretPolicy(user, context.writers, { readers: readersFor(context, user), handover });

/**
 * What is noted before today's policy is put: that it is from now. What the same run writes shows nothing yet, whenever
 * an earlier policy of the secret was put. Nothing where it was shown that keyturn can write under these writers.
 */
export const newNote = (
  { writers, clock }: AccountContext,
  tags: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  writers !== undefined && writerNoted(writers, tags) === 'shown' ? {} : writerTag(writers, clock.now());

/** Notes it, and puts the policy. */
export const putNotedPolicy = async (
  context: AccountContext,
  { arn, policy, tags }: { readonly arn: string; readonly policy: string; readonly tags: Register['tags'] },
  fence: RequestFence,
): Promise<void> => {
  const noted = newNote(context, tags);
  if (Object.keys(noted).length > 0) await context.session.secretStore.tag(arn, noted, fence.now());
  await putPolicy(context, { arn, policy }, fence);
};

/** Puts the policy and reads it back until it is there: what AWS keeps is what counts. */
export const putPolicy = async (
  context: AccountContext,
  { arn, policy }: { readonly arn: string; readonly policy: string },
  fence: RequestFence,
): Promise<void> => {
  const { secretStore } = context.session;
  await validate(context, arn, policy);
  await untilSeen(context, {
    read: () => secretStore.putPolicy(arn, policy, fence.now()),
    isSeen: () => true,
    isNotYet: isNotKnownYet,
  });
  const isKept = (kept: string | undefined) => isSamePolicy(kept, policy);
  if (!isKept(await untilSeen(context, { read: () => secretStore.policy(arn), isSeen: isKept })))
    throw new WorkStopped('contradiction', 'AWS keeps another resource policy than the one that was put');
};

/** What AWS says against the policy ends the step; that it could not be asked does not: it judges what is put, too. */
const validate = async (context: AccountContext, arn: string, policy: string): Promise<void> => {
  const { session, account } = context;
  try {
    const problems = await session.secretStore.validatePolicy(arn, policy);
    if (problems.length > 0)
      throw new WorkStopped('contradiction', `AWS refuses the secret's resource policy: ${problems.join('; ')}`);
  } catch (error) {
    if (!isAwsFault(error)) throw error;
    if (!isNotKnownYet(error))
      context.remark(
        `account ${account.id}: policies of secrets are put without asking AWS first whether they are valid (${error.operation} ends in ${error.code})`,
      );
  }
};

/** Secrets Manager does not know a user who was made a moment ago, or the secret; the same policy may be put again. */
const isNotKnownYet = (error: unknown): boolean =>
  isAwsFault(error, 'missing') ||
  (isAwsFault(error, 'invalid') &&
    error.code.startsWith('MalformedPolicyDocument') &&
    /principal/i.test(error.message));

/** REPAIR_POLICY: while it was changed the owner may not have been able to read, so graces count from here. */
export const repairPolicy = async (stepContext: StepContext<'REPAIR_POLICY'>): Promise<void> => {
  const { context, snapshot, step, fence } = stepContext;
  const { arn, tags } = registerOf(snapshot);
  await putNotedPolicy(context, { arn, policy: wantedPolicy(context, snapshot), tags }, fence);
  await tellOfChange(context, snapshot);
  const counted = undoingTag(stepContext, 'REPAIR_POLICY');
  if (step.key === undefined) await context.session.secretStore.tag(arn, counted, fence.now());
  else await note(stepContext, step.key, { restartedAt: context.clock.now() }, counted);
};

/** Whoever opened a secret, or shut its owner out, is a matter for people: by whom it was, where CloudTrail tells. */
const tellOfChange = async ({ session, account, remark }: AccountContext, snapshot: UserSnapshot): Promise<void> => {
  const { arn, name } = snapshot.raw?.description ?? { arn: '', name: '' };
  const change = await session.policyHistory.lastChangeOf({ arn, name });
  const by =
    change === undefined
      ? 'by whom, CloudTrail does not tell (yet)'
      : `last by ${change.by} (${change.operation}) at ${new Date(change.at).toISOString()}`;
  remark(
    `${snapshot.user.name} (${account.id}): the resource policy of the secret was changed, and is put back: ${by}`,
  );
};
