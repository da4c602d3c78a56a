import { RUN_LIMIT } from '../../core/limits.ts';
import type { PolicyState } from '../../core/observation.ts';
import { DAY, plus } from '../../core/time.ts';
import { mapConcurrent } from '../concurrency/map-concurrent.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { isLate } from '../faults/stop.ts';
import type { AccountContext } from '../observe/account-context.ts';
import type { ListedSecrets } from '../observe/list-secrets.ts';
import { mayHaveReaders, readersFor, tellHandover } from '../observe/readers-for.ts';
import type { ListedUser } from '../ports/iam.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import { policyStateOf } from '../secret/policy-state.ts';
import { areOurs } from '../secret/tags.ts';
import { writerNoted } from '../secret/writer-tag.ts';

/** So many of an account are looked at for the one that is to be the first: some may be exempt. */
const FIRST_CHOICE = 3;

/**
 * The users of an account whose secrets' policies are not what they should be: nothing else brings up those who are at
 * rest. One request a secret; what is not come to in time is compared on the next regular day.
 */
export const comparePolicies = async (
  context: AccountContext,
  users: ReadonlyMap<string, ListedUser>,
  { byUserId }: ListedSecrets,
): Promise<ReadonlySet<string>> => {
  const wanting = new Set<string>();
  const earlier: NamedSecret[] = [];
  const current: { readonly user: ListedUser; readonly secret: SecretDescription }[] = [];
  const all = [...users.values()].flatMap((user) =>
    (byUserId.get(user.id) ?? []).filter((secret) => isCompared(context, secret)).map((secret) => ({ user, secret })),
  );
  let left = 0;
  await mapConcurrent(all, context.settings.parallelUsers, async ({ user, secret }) => {
    if (isLate(context)) {
      left += 1;
      return;
    }
    const state = await policyOf(context, user, secret);
    if (state === 'earlier') earlier.push({ name: user.name, arn: secret.arn });
    else if (state === 'current') current.push({ user, secret });
    else wanting.add(user.name);
  });
  if (left > 0)
    context.remark(
      `account ${context.account.id}: the time of this run was over before ${left} of ${all.length} policies of secrets were compared`,
    );
  if (earlier.length === 0) return wanting;
  for (const { name } of await updatable(context, earlier)) wanting.add(name);
  if ((await context.rollout.state()) === 'shown') return wanting;
  context.rollout.wantProof();
  for (const { user, secret } of current) if (isToBeShown(context, secret)) wanting.add(user.name);
  return wanting;
};

const isCompared = ({ settings }: AccountContext, { tags, deletionAt }: SecretDescription): boolean =>
  areOurs(tags, settings) && deletionAt === undefined;

/** What cannot be read wants a look, which tells why. */
const policyOf = async (
  context: AccountContext,
  user: ListedUser,
  { arn }: SecretDescription,
): Promise<PolicyState> => {
  const { session, writers, clock } = context;
  try {
    const [policy, readers] = await Promise.all([session.secretStore.policy(arn), readersOf(context, user)]);
    tellHandover(context, user.name, policy);
    return policyStateOf(policy, user, { writers, readers, now: clock.now() });
  } catch (error) {
    if (!isAwsFault(error)) throw error;
    return 'changed';
  }
};

/** A list of users tells no tags: they are read where a setting makes them count. */
const readersOf = async (context: AccountContext, { name, arn }: ListedUser): Promise<readonly string[]> => {
  const user = mayHaveReaders(context, arn) ? await context.session.users.find(name) : undefined;
  return user === undefined ? [] : readersFor(context, user);
};

interface NamedSecret {
  readonly name: string;
  readonly arn: string;
}

/**
 * All of them, once it was shown that keyturn can write; before, a few, others each time. Where one is waited for, that
 * one alone: whoever noted it may have ended before he put the policy.
 */
const updatable = async (
  { rollout, clock }: AccountContext,
  secrets: readonly NamedSecret[],
): Promise<readonly NamedSecret[]> => {
  const state = await rollout.state();
  if (state === 'shown') return secrets;
  if (state === 'wait') return secrets.filter(({ arn }) => rollout.isAwaited(arn));
  const all = secrets.filter(({ arn }) => rollout.mayBeFirst(arn)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const from = Math.floor(clock.now() / DAY) % all.length;
  return [...all, ...all].slice(from, from + Math.min(FIRST_CHOICE, all.length));
};

/** A secret under today's policy, which a later run than the one that put it may show to be writable. */
const isToBeShown = ({ clock, writers }: AccountContext, { tags }: SecretDescription): boolean => {
  const noted = writers === undefined ? 'shown' : writerNoted(writers, tags);
  return noted !== 'shown' && (noted === 'unnoted' || clock.now() >= plus(noted, RUN_LIMIT));
};
