import { isAwsFault, unlessMissing } from '../faults/aws-fault.ts';
import { Stop } from '../faults/stop.ts';
import type { Workplace } from '../observe/account-context.ts';
import type { Sight } from '../observe/observe-user.ts';
import type { UserDetails } from '../ports/iam.ts';
import { canUseReadPolicy, READ_POLICY, secretName } from '../secret/name.ts';
import { isSamePolicy, secretPolicy } from '../secret/policy.ts';
import { SCHEMA, tagKeys } from '../secret/tags.ts';
import { versionIds } from '../secret/version-ids.ts';
import type { Hand } from './request-fence.ts';

/** IAM attaches at most ten managed policies to a user, by default. */
const POLICY_QUOTA = 10;

/**
 * The user's secret with its placeholder, tags and policy, proven by reading the policy back; and the user's own
 * permission. All that can fail is done here, before anything irreversible.
 */
export const ensureContainer = async (place: Workplace, sight: Sight, hand: Hand): Promise<string> => {
  const arn = sight.raw?.description.arn ?? (await createContainer(place, sight.user, hand));
  if (sight.raw && sight.raw.description.tags[tagKeys.userId] === undefined)
    await place.session.vault.tag(arn, ourTags(place, sight.user), hand.check());
  if (!isSamePolicy(sight.raw?.policy, secretPolicy(sight.user)))
    await putPolicy(place, { arn, user: sight.user }, hand);
  return arn;
};

/** The user has a secret that carries our tags; one that is to be adopted does not yet. */
export const hasContainer = ({ raw }: Sight): boolean => raw?.description.tags[tagKeys.userId] !== undefined;

const createContainer = async (place: Workplace, user: UserDetails, hand: Hand): Promise<string> => {
  const { vault } = place.session;
  const name = secretName(place.account.id, user.name);
  try {
    const { arn } = await vault.create(
      {
        name,
        description: `Access key of the IAM user ${user.name}, kept current by keyturn`,
        versionId: versionIds.genesis(user.id),
        placeholder: JSON.stringify({ UserName: user.name, Status: 'no key was stored yet' }),
        tags: ourTags(place, user),
        kmsKey: place.settings.kmsKey,
      },
      hand.check(),
    );
    return arn;
  } catch (error) {
    // Made by another worker since we looked: the next look tells whether it is ours.
    if (isAwsFault(error, 'exists')) throw new Stop('contradiction', `the secret ${name} appeared while we worked`);
    throw error;
  }
};

const ourTags = ({ settings }: Workplace, user: UserDetails): Record<string, string> => ({
  [tagKeys.userId]: user.id,
  [tagKeys.deployment]: settings.deployment,
  [tagKeys.schema]: SCHEMA,
});

/** Puts the policy and reads it back: what AWS keeps is what counts. */
export const putPolicy = async (
  { session: { vault } }: Workplace,
  { arn, user }: { arn: string; user: UserDetails },
  hand: Hand,
): Promise<void> => {
  const policy = secretPolicy(user);
  await vault.putPolicy(arn, policy, hand.check());
  if (!isSamePolicy(await vault.policy(arn), policy))
    throw new Stop('contradiction', 'AWS keeps another resource policy than the one that was put');
};

/** Attaches the policy that lets users read their own secret. Where it cannot be attached, the resource policy alone grants it, and the run says so. */
export const grantRead = async (place: Workplace, user: UserDetails, hand: Hand): Promise<void> => {
  const { session, settings, account } = place;
  if (settings.grant === 'resource-policy') return;
  const alone = 'the resource policy of the secret alone grants the read';
  if (!canUseReadPolicy(user.name)) return place.remark(`${user.name} (${account.id}): a comma in the name: ${alone}`);
  const policyArn = `arn:${session.caller.partition}:iam::${account.id}:policy/${READ_POLICY}`;
  const attached = await session.users.attachedPolicies(user.name);
  if (attached.includes(policyArn)) return;
  if (attached.length >= POLICY_QUOTA)
    return place.remark(`${user.name} (${account.id}): ${POLICY_QUOTA} policies are attached already: ${alone}`);
  const answer = await unlessMissing(
    session.users.attachPolicy(user.name, policyArn, hand.check()).then(() => 'attached'),
  );
  if (answer === undefined) place.remark(`account ${account.id} has no managed policy ${READ_POLICY}: ${alone}`);
};
