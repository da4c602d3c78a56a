import { isAwsFault } from '../faults/aws-fault.ts';
import { WorkStopped } from '../faults/stop.ts';
import type { AccountContext } from '../observe/account-context.ts';
import type { UserSnapshot } from '../observe/observe-user.ts';
import { type Register, registerOf } from '../observe/secret-of.ts';
import type { Handover } from '../secret/policy.ts';
import { handoverIn, liveHandoverIn, readersIn } from '../secret/policy-state.ts';
import { refusalTag, writerTag } from '../secret/writer-tag.ts';
import { newNote, putPolicy, wantedPolicy } from './policy-steps.ts';
import type { StepContext } from './step-context.ts';

/**
 * UPDATE_POLICY: from now on nobody but its writers changes the secret, so that what it holds then must be what it held
 * when the step was decided: nobody else's version, label or tag is sealed in. That the policy is put is noted before:
 * where it shuts keyturn itself out, nothing can be noted any more, and the others of the account must wait all the
 * same.
 */
export const updatePolicy = async (stepContext: StepContext<'UPDATE_POLICY'>): Promise<void> => {
  const { context, snapshot, fence } = stepContext;
  const { arn } = registerOf(snapshot);
  const { secretStore } = context.session;
  const noted = newNote(context, registerOf(snapshot).tags);
  const policy = wantedPolicy(context, snapshot, liveHandoverIn(snapshot.raw?.policy, context.clock.now()));
  if (Object.keys(noted).length > 0) await secretStore.tag(arn, noted, fence.now());
  try {
    await putPolicy(context, { arn, policy }, fence);
  } catch (error) {
    if (!isAwsFault(error, 'doubtful') && Object.keys(noted).length > 0) await noteRefusal(stepContext);
    throw error;
  }
  tellOfReaders(context, snapshot, policy);
  const [versions, description] = await Promise.all([secretStore.versions(arn), secretStore.describe(arn)]);
  const isLeftToUs =
    description !== undefined && !description.isRotationEnabled && description.deletionAt === undefined;
  if (!isLeftToUs || contentOf({ versions, tags: description.tags }, noted) !== contentOf(registerOf(snapshot), noted))
    throw new WorkStopped('contradiction', 'somebody else wrote to the secret while its policy was brought up to date');
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

/** A policy that AWS did not take is waited for by nobody. One that was put all the same may deny this: it stays. */
const noteRefusal = async ({ context, snapshot, fence }: StepContext<'UPDATE_POLICY'>): Promise<void> => {
  const { clock, session, writers = [] } = context;
  try {
    await session.secretStore.tag(registerOf(snapshot).arn, refusalTag(writers, clock.now()), fence.now());
  } catch (error) {
    if (!isAwsFault(error) && !(error instanceof WorkStopped)) throw error;
  }
};

/** Acceptances of mails are noted without a claim, by whoever sent them. What was just noted here may not show yet. */
const contentOf = (
  { versions, tags }: Pick<Register, 'versions' | 'tags'>,
  noted: Readonly<Record<string, string>>,
): string =>
  JSON.stringify([
    versions.map(({ id, labels: on }) => [id, [...on].sort()]).sort(),
    Object.entries(tags)
      .filter(([tag]) => !tag.endsWith(':mail') && !(tag in noted))
      .sort(),
  ]);

/** NOTE_WRITER: when the policy was put, or, where an earlier run noted that, that this one could write under it. */
export const noteWriter = async ({ context, snapshot, fence }: StepContext<'NOTE_WRITER'>): Promise<void> => {
  const isFirst = snapshot.observation.secret?.writer === 'unnoted';
  const noted = writerTag(context.writers, isFirst ? context.clock.now() : 'shown');
  await context.session.secretStore.tag(registerOf(snapshot).arn, noted, fence.now());
};
