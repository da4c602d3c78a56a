import { isAwsFault } from '../faults/aws-fault.ts';
import { WorkStopped } from '../faults/stop.ts';
import type { AccountContext } from '../observe/account-context.ts';
import type { ReportedSnapshot, UserSnapshot } from '../observe/observe-user.ts';
import { readersFor } from '../observe/readers-for.ts';
import { type Register, registerOf } from '../observe/secret-of.ts';
import { type Handover, secretPolicy } from '../secret/policy.ts';
import { handoverIn, isSamePolicy, liveHandoverIn, readersIn } from '../secret/policy-state.ts';
import { writerTag } from '../secret/writer-tag.ts';
import type { RequestFence } from './request-fence.ts';
import { note, type StepContext, undoingTag } from './step-context.ts';
import { untilSeen } from './until-seen.ts';

/** What the policy of the user's secret should be. */
export const wantedPolicy = (
  context: AccountContext,
  { user }: Pick<ReportedSnapshot, 'user'>,
  handover?: Handover,
): string => secretPolicy(user, context.writers, { readers: readersFor(context, user), handover });

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
  const { arn } = registerOf(snapshot);
  await putPolicy(context, { arn, policy: wantedPolicy(context, snapshot) }, fence);
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

/** A role that read by the policy, and does no more, is said: nobody else may have known of it. */
const tellOfReaders = ({ account, remark }: AccountContext, { user, raw }: UserSnapshot, policy: string): void => {
  const handover = handoverIn(raw?.policy);
  const before = [...readersIn(raw?.policy), ...(handover === undefined ? [] : [handover.to])];
  const after = [...readersIn(policy), handoverIn(policy)?.to];
  for (const role of before.filter((each) => !after.includes(each)))
    remark(
      `${user.name} (${account.id}): ${role} could read the secret by its policy, and no more: ${endWords(role, handover)}`,
    );
};

const endWords = (role: string, handover: Handover | undefined): string =>
  handover?.to === role
    ? `its handover was until ${new Date(handover.until).toISOString()}`
    : 'neither the setting readers nor the tag of the user names it';

/**
 * UPDATE_POLICY: from now on nobody but its writers changes the secret, so that what it holds then must be what it held
 * when the step was decided: nobody else's version, label or tag is sealed in.
 */
export const updatePolicy = async ({ context, snapshot, fence }: StepContext<'UPDATE_POLICY'>): Promise<void> => {
  const { arn } = registerOf(snapshot);
  const { secretStore } = context.session;
  const handover = liveHandoverIn(snapshot.raw?.policy, context.clock.now());
  const policy = wantedPolicy(context, snapshot, handover);
  tellOfReaders(context, snapshot, policy);
  await putPolicy(context, { arn, policy }, fence);
  const [versions, description] = await Promise.all([secretStore.versions(arn), secretStore.describe(arn)]);
  const isLeftToUs =
    description !== undefined && !description.isRotationEnabled && description.deletionAt === undefined;
  if (!isLeftToUs || contentOf({ versions, tags: description.tags }) !== contentOf(registerOf(snapshot)))
    throw new WorkStopped('contradiction', 'somebody else wrote to the secret while its policy was brought up to date');
  const noted = writerTag(context.writers, context.clock.now());
  if (Object.keys(noted).length > 0) await secretStore.tag(arn, noted, fence.now());
};

/** Acceptances of mails are noted without a claim, by whoever sent them. */
const contentOf = ({ versions, tags }: Pick<Register, 'versions' | 'tags'>): string =>
  JSON.stringify([
    versions.map(({ id, labels: on }) => [id, [...on].sort()]).sort(),
    Object.entries(tags)
      .filter(([tag]) => !tag.endsWith(':mail'))
      .sort(),
  ]);

/** NOTE_WRITER: when the policy was put, or, where an earlier run noted that, that this one could write under it. */
export const noteWriter = async ({ context, snapshot, fence }: StepContext<'NOTE_WRITER'>): Promise<void> => {
  const isFirst = snapshot.observation.secret?.writer === 'unnoted';
  const noted = writerTag(context.writers, isFirst ? context.clock.now() : 'shown');
  await context.session.secretStore.tag(registerOf(snapshot).arn, noted, fence.now());
};
