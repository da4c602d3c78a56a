import type { AccessKeyId } from '../../core/keys.ts';
import type { UserDetails } from '../ports/iam.ts';
import type { SecretDescription, SecretVersion } from '../ports/secrets-manager.ts';
import { secretName, secretNameWithId } from '../secret/name.ts';
import type { RawSecret } from '../secret/read-state.ts';
import { tagKeys } from '../secret/tags.ts';
import { versionIds } from '../secret/version-ids.ts';
import type { AccountContext } from './account-context.ts';

/** A user's secret, and the name that it has, or would get. */
export interface FoundSecret {
  readonly name: string;
  /** `undefined`: the user has none. */
  readonly raw: RawSecret | undefined;
}

/** Whose secret is looked for; the id stays when a user is renamed, and is never given twice. */
export interface SecretOwner {
  readonly user: Pick<UserDetails, 'name' | 'id'>;
  readonly keys: Promise<readonly { readonly id: AccessKeyId }[]>;
  /** The secret on which we hold a claim for this user: no list may show it yet. */
  readonly claimedArn?: string | undefined;
}

/**
 * The user's secret: under the user's name, if it carries the user's id; else wherever the id is found, as after a
 * rename; else, where somebody else's secret has the name, under the name with the id.
 */
export const findSecret = async (context: AccountContext, owner: SecretOwner): Promise<FoundSecret> => {
  const { session, account } = context;
  const name = secretName(account.id, owner.user.name);
  const named = await session.secretStore.describe(owner.claimedArn ?? name);
  if (named?.tags[tagKeys.userId] === owner.user.id) return found(await readRaw(context, named));
  const elsewhere = await findById(context, owner);
  if (elsewhere) return found(elsewhere);
  return named === undefined ? { name, raw: undefined } : underTakenName(context, owner, named);
};

const found = (raw: RawSecret): FoundSecret => ({ name: raw.description.name, raw });

/** A secret that somebody put a wrong id on is still whose it was: it is left alone, and nobody gets a second one. */
const underTakenName = async (
  context: AccountContext,
  owner: SecretOwner,
  named: SecretDescription,
): Promise<FoundSecret> => {
  const raw = await readRaw(context, named);
  if (named.tags[tagKeys.userId] === undefined || (await hasWrittenFor(owner, raw.versions))) return found(raw);
  const name = secretNameWithId(context.account.id, owner.user);
  const own = await context.session.secretStore.describe(name);
  return { name, raw: own && (await readRaw(context, own)) };
};

const findById = async (context: AccountContext, owner: SecretOwner): Promise<RawSecret | undefined> => {
  for (const { arn, name } of await secretsOf(context, owner.user.id)) {
    const description = await context.session.secretStore.describe(arn);
    if (description?.tags[tagKeys.userId] !== owner.user.id) continue;
    const raw = await readRaw(context, description);
    if (await hasWrittenFor(owner, raw.versions)) return raw;
    context.remark(`the secret ${name} carries the id of ${owner.user.name}, and was never that user's: not believed`);
  }
  return undefined;
};

/** Those of this deployment first, then the oldest. */
const secretsOf = async (
  { session, settings, secrets }: AccountContext,
  id: string,
): Promise<readonly SecretDescription[]> => {
  const listed = await secrets();
  const all = listed ? (listed.byUserId.get(id) ?? []) : await session.secretStore.ofUser(id);
  const isForeign = ({ tags }: SecretDescription): number => (tags[tagKeys.deployment] === settings.deployment ? 0 : 1);
  return all.toSorted((a, b) => isForeign(a) - isForeign(b) || a.createdAt - b.createdAt);
};

/** Whoever may tag could put any id on any secret; its versions' ids are made of the user's id and keys. */
const hasWrittenFor = async ({ user, keys }: SecretOwner, versions: readonly SecretVersion[]): Promise<boolean> => {
  const genesis = versionIds.genesis(user.id);
  const stored = (await keys).map(({ id }) => versionIds.storage(id));
  const ours = new Set([genesis, versionIds.claim(genesis), ...stored]);
  return versions.some(({ id }) => ours.has(id));
};

const readRaw = async (
  { session: { secretStore } }: AccountContext,
  description: SecretDescription,
): Promise<RawSecret> => {
  const { arn, deletionAt } = description;
  const [versions, policy] = await Promise.all([
    secretStore.versions(arn),
    // AWS refuses to tell the policy of a secret that is scheduled for deletion; rule 1 restores it first.
    deletionAt === undefined ? secretStore.policy(arn) : undefined,
  ]);
  return { description, versions, policy };
};
