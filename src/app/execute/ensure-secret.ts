import { isAwsFault } from '../faults/aws-fault.ts';
import { WorkStopped } from '../faults/stop.ts';
import type { AccountContext } from '../observe/account-context.ts';
import type { ReportedSnapshot } from '../observe/observe-user.ts';
import { readersFor } from '../observe/readers-for.ts';
import type { ReportedUser } from '../ports/iam.ts';
import { canUseReadPolicy, READ_POLICY, readPolicyArn } from '../secret/name.ts';
import { policyStateOf } from '../secret/policy-state.ts';
import { isReadPolicy, readsFrom } from '../secret/read-policy.ts';
import { areOurs, SCHEMA, tagKeys } from '../secret/tags.ts';
import { versionIds } from '../secret/version-ids.ts';
import { writerTag } from '../secret/writer-tag.ts';
import { putNotedPolicy, putPolicy, wantedPolicy } from './policy-steps.ts';
import type { RequestFence } from './request-fence.ts';
import { untilSeen } from './until-seen.ts';

/**
 * The user's secret with its placeholder, tags and policy, proven by reading the policy back; and the user's own
 * permission. All that can fail is done here, before anything irreversible.
 */
export const ensureSecret = async (
  context: AccountContext,
  snapshot: ReportedSnapshot,
  fence: RequestFence,
): Promise<string> => {
  const arn = snapshot.raw?.description.arn ?? (await createContainer(context, snapshot, fence));
  if (snapshot.raw?.description.deletionAt !== undefined) await bringBack(context, { arn, user: snapshot.user }, fence);
  if (snapshot.raw && snapshot.raw.description.tags[tagKeys.userId] === undefined)
    await context.session.secretStore.tag(arn, ourTags(context, snapshot.user), fence.now());
  // One of an earlier form does: a step of its own brings it up to date, under a claim.
  const wanted = { writers: context.writers, readers: readersFor(context, snapshot.user), now: context.clock.now() };
  const policy = wantedPolicy(context, snapshot);
  // What a new secret is made with notes it already.
  if (snapshot.raw === undefined) await putPolicy(context, { arn, policy }, fence);
  else if (policyStateOf(snapshot.raw.policy, snapshot.user, wanted) === 'changed')
    await putNotedPolicy(context, { arn, policy, tags: snapshot.raw.description.tags }, fence);
  return arn;
};

/** An empty secret that was taken back after a denial, for another try. */
const bringBack = async (
  { session, settings, ...context }: AccountContext,
  { arn, user }: { readonly arn: string; readonly user: ReportedUser },
  fence: RequestFence,
): Promise<void> => {
  await session.secretStore.restore(arn, fence.now());
  const seen = await untilSeen(context, {
    read: () => session.secretStore.describe(arn),
    isSeen: (answer) => answer !== undefined && answer.deletionAt === undefined,
  });
  // Whoever holds the user, or takes the secret over, while it comes back must not be written over.
  if (seen === undefined) return;
  const isOurs = areOurs(seen.tags, settings) && seen.tags[tagKeys.userId] === user.id && !seen.isRotationEnabled;
  if (!isOurs)
    throw new WorkStopped(
      'contradiction',
      'somebody put another mark on the secret, or took it over, while it was restored',
    );
};

/** The user has a secret that carries our tags; one that is to be adopted does not yet. */
export const hasSecret = ({ raw }: ReportedSnapshot): boolean => raw?.description.tags[tagKeys.userId] !== undefined;

const createContainer = async (
  context: AccountContext,
  { user, secretName: name }: ReportedSnapshot,
  fence: RequestFence,
): Promise<string> => {
  const { secretStore } = context.session;
  try {
    const { arn } = await secretStore.create(
      {
        name,
        description: `Access key of the IAM user ${user.name}, kept current by keyturn`,
        versionId: versionIds.genesis(user.id),
        placeholder: JSON.stringify({ UserName: user.name, Status: 'no key was stored yet' }),
        tags: { ...ourTags(context, user), ...writerTag(context.writers, context.clock.now()) },
        kmsKey: context.settings.kmsKey,
      },
      fence.now(),
    );
    return arn;
  } catch (error) {
    // Made by another worker since we looked: the next look tells whether it is ours.
    if (isAwsFault(error, 'exists'))
      throw new WorkStopped('contradiction', `the secret ${name} appeared while we worked`);
    throw error;
  }
};

const ourTags = ({ settings }: AccountContext, user: ReportedUser): Record<string, string> => ({
  [tagKeys.userId]: user.id,
  [tagKeys.deployment]: settings.deployment,
  [tagKeys.schema]: SCHEMA,
});

/**
 * Attaches the policy that lets users read their own secret. Within one account it is optional: where it cannot be
 * attached, the resource policy alone grants the read, and the run says so. A secret in another account needs both
 * policies: there the user is stopped, before anything is made. An answer that is no clear refusal stops the user in
 * any case.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html
 * @throws WorkStopped `not-readable`
 */
export const grantRead = async (
  context: AccountContext,
  { user, secretName }: ReportedSnapshot,
  fence: RequestFence,
): Promise<void> => {
  const { session, settings, account } = context;
  if (settings.grant === 'resource-policy') return;
  const home = session.secretsHome.caller.accountId;
  const isOptional = home === account.id;
  const refuse = (whose: string, why: string): void => {
    if (!isOptional) throw notReadable(whose, why);
    context.remark(`${whose}: ${why}: the resource policy of the secret alone grants the read`);
  };
  const whose = `${user.name} (${account.id})`;
  if (isOptional && !canUseReadPolicy(account.id, user.name, secretName))
    return refuse(whose, user.name.includes(',') ? 'a comma in the name' : 'the secret is called after another name');
  const policyArn = readPolicyArn(session.caller.partition, account.id);
  try {
    if (!isOptional && !readsFrom(await context.readPolicy(), { account: account.id, home }))
      return refuse(`account ${account.id}`, `${READ_POLICY} gives no read of secrets in account ${home}`);
    if ((await session.users.attachedPolicies(user.name)).includes(policyArn)) return;
    if (!isReadPolicy(await context.readPolicy(), { account: account.id, homes: context.homes }))
      return refuse(
        `account ${account.id}`,
        `${READ_POLICY} gives more than the read of the own secret, and keyturn attaches it to nobody`,
      );
    await session.users.attachPolicy(user.name, policyArn, fence.now());
  } catch (error) {
    if (!isAwsFault(error, ...REFUSALS)) throw error;
    // What a control policy denies, or what is not there, is so for all users of an account: that is one remark.
    const about = error.kind === 'denied' || error.kind === 'missing' ? `account ${account.id}` : whose;
    refuse(about, `${READ_POLICY} cannot be attached (${error.operation} ends in ${error.code})`);
  }
};

/**
 * Before a key goes for its successor: where the secret is in another account, its user must still have the policy by
 * which he reads it. If it was taken from him it is given again, and the key stays for today.
 * @throws WorkStopped `not-readable`
 */
export const requireRead = async (
  context: AccountContext,
  snapshot: ReportedSnapshot,
  fence: RequestFence,
): Promise<void> => {
  const { session, account } = context;
  if (session.secretsHome.caller.accountId === account.id) return;
  const { name } = snapshot.user;
  const attached = await session.users.attachedPolicies(name);
  await grantRead(context, snapshot, fence);
  if (!attached.includes(readPolicyArn(session.caller.partition, account.id)))
    throw new WorkStopped(
      'not-readable',
      `${name} (${account.id}): ${READ_POLICY} had been taken from the user, and is attached again: the old key stays`,
    );
};

const notReadable = (whose: string, why: string): WorkStopped =>
  new WorkStopped(
    'not-readable',
    `${whose}: ${why}: a secret in another account could not be read, and no key is made`,
    {
      remedy:
        'let that policy be attached (update the member stacks, or make room for one more policy of the user), or keep the secrets in the accounts of their users',
    },
  );

/**
 * Nothing was attached. The quota of policies for a user is ten by default and may be set to another
 * number, so AWS alone knows it.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html (InvalidInput, LimitExceeded,
 * NoSuchEntity, PolicyNotAttachable), https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const REFUSALS = ['denied', 'limit', 'invalid', 'missing'] as const;
