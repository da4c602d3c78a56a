import { DAY, type Instant, MINUTE } from '../../../src/core/time.ts';
import type { SandboxUser } from '../../../src/sandbox/model/iam.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { KeyLedger } from './ledger.ts';
import { lastUseBefore, secretOf } from './violate.ts';

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
export const wasCollected = ({ world }: SimulatedEnvironment, key: KeyLedger): boolean => {
  const { storage, verdict } = key;
  const account = world.accounts.get(world.accessKeys.get(key.id)?.accountId ?? '');
  const secrets = [...(account?.secrets.values() ?? [])].flatMap((region) => [...region.values()]);
  const secret = secrets.find(({ arn }) => arn === storage?.arn);
  const version = [...(secret?.versions.values() ?? [])].find(({ value }) => String(value).includes(key.secret));
  return (
    version?.lastAccessedOn !== undefined && verdict !== undefined && dayOf(version.lastAccessedOn) > dayOf(verdict.at)
  );
};

const dayOf = (at: number): number => Math.floor(at / DAY);
