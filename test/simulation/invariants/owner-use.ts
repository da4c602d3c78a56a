import { DAY, type Instant, MINUTE } from '../../../src/core/time.ts';
import type { SandboxUser } from '../../../src/sandbox/model/iam.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { KeyLedger } from './ledger.ts';
import { lastUseBefore, SKEW, secretOf } from './violate.ts';

/** Of a use within this of keyturn's own verification nobody can tell whose it was. */
const OWN_USE = 30 * MINUTE;

/** The last use by anybody but keyturn that it could know of. */
export const usedByOwnerBefore = (
  environment: SimulatedEnvironment,
  key: KeyLedger,
  limit: Instant,
): Instant | undefined => {
  const used = lastUseBefore(environment, key.id, limit);
  const own = key.verdict?.kind === 'verified' ? key.verdict.at + OWN_USE : 0;
  return used !== undefined && used > own ? used : undefined;
};

/**
 * The last use by its owner, as far as anything tells it from keyturn's own: of a key whose secret is gone nothing
 * does.
 */
export const usedAsKnown = (
  environment: SimulatedEnvironment,
  { name }: SandboxUser,
  key: KeyLedger,
): Instant | undefined =>
  key.storage !== undefined && key.storage.arn === secretOf(environment, name)?.arn
    ? usedByOwnerBefore(environment, key, environment.world.now)
    : lastUseBefore(environment, key.id, environment.world.now);

/**
 * True when the version that holds the key was read on a later day than keyturn itself read it, as far as AWS tells.
 */
export const wasCollected = ({ world, home }: SimulatedEnvironment, key: KeyLedger): boolean => {
  const { storage, verdict } = key;
  const secrets = [...(world.accounts.get(home)?.secrets.values() ?? [])].flatMap((region) => [...region.values()]);
  const secret = secrets.find(({ arn }) => arn === storage?.arn);
  const version = [...(secret?.versions.values() ?? [])].find(({ value }) => String(value).includes(key.secret));
  return (
    version?.lastAccessedOn !== undefined && verdict !== undefined && dayOf(version.lastAccessedOn) > dayOf(verdict.at)
  );
};

/**
 * A key of which IAM tells no use is taken for unused only where it told of another key of this user, by more than sts,
 * three days after `since`. `undefined`: it did, or it tells of this key, or the organization takes silence for rest.
 */
export const whySilenceTellsNothing = (
  environment: SimulatedEnvironment,
  { keys }: SandboxUser,
  { key, since }: { readonly key: KeyLedger; readonly since: number },
): string | undefined => {
  const { world, settings } = environment;
  if (settings.policy.datelessKeys === 'quiet' || lastUseBefore(environment, key.id, world.now)) return undefined;
  if (world.now + SKEW < since + 3 * DAY) return 'silence tells nothing of it yet';
  const uses = keys.flatMap(({ accessKeyId, lastUsed, unsettledUses }) =>
    accessKeyId === key.id ? [] : [...(lastUsed ? [lastUsed] : []), ...unsettledUses],
  );
  const isTold = uses.some(({ at, service }) => at >= since - SKEW && service !== 'sts');
  return isTold ? undefined : 'IAM tells nothing of its user';
};

const dayOf = (at: number): number => Math.floor(at / DAY);
