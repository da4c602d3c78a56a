import { toneOf } from '../../core/reasons.ts';
import { mapConcurrent } from '../concurrency/map-concurrent.ts';
import { type AwsFault, isAwsFault } from '../faults/aws-fault.ts';
import { Fault } from '../faults/fault.ts';
import { faults } from '../faults/fault-table.ts';
import { inTime } from '../faults/stop.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { isRegionOff, type ListedSecrets } from '../observe/list-secrets.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import type { UserRecord } from '../results/user-record.ts';
import { secretNamePrefix } from '../secret/name.ts';
import { tagKeys } from '../secret/tags.ts';

/**
 * Before the first secret of ours is made in an account and Region: throws a {@link Fault} where secrets of this
 * deployment are in another Region of it. What keyturn made there would pass for keys of strangers here. False: nobody
 * is concerned yet, and whoever is looked at next must be asked about again.
 */
export const refuseIfElsewhere = async (
  context: AccountContext,
  records: readonly UserRecord[],
  secrets: ListedSecrets | undefined,
): Promise<boolean> => {
  const listed = [...(secrets?.byName.values() ?? [])];
  const isBegun = listed.some((secret) => isOfDeployment(context, secret, context.session.region));
  if (isBegun) return true;
  if (!records.some(isConcerned)) return false;
  const { parallelUsers, deployment } = context.settings;
  const found = await mapConcurrent(await otherRegions(context), parallelUsers, (region) => lookInto(context, region));
  const failed = found.find(({ failure }) => failure !== undefined);
  if (failed) throw failed.failure;
  const closed = found.flatMap(({ region, count }) => (count === 'closed' ? [region] : []));
  if (closed.length > 0) context.remark(wordsForClosed(context, closed));
  const elsewhere = found.find(({ count }) => count !== 'closed' && count > 0);
  if (elsewhere === undefined) return true;
  const { region, count } = elsewhere;
  const why = `secrets of the deployment ${deployment} there: ${count}`;
  throw new Fault('rotated-elsewhere', `rotated from Region ${region} (${why}): ${faults['rotated-elsewhere'].remedy}`);
};

/** Somebody for whom something would be done, or of whom something is said. */
const isConcerned = ({ planned }: UserRecord): boolean =>
  planned !== undefined && (planned.plan.step.kind !== 'NOTHING' || toneOf(planned.plan.reason) === 'blocked');

/** A replica is a copy of what is written elsewhere. */
const isOfDeployment = (
  { settings }: AccountContext,
  { tags, primaryRegion = '' }: SecretDescription,
  region: string,
): boolean => tags[tagKeys.deployment] === settings.deployment && (primaryRegion || region) === region;

const otherRegions = async (context: AccountContext): Promise<readonly string[]> => {
  const { session, settings } = context;
  const all = settings.regions.length > 0 ? settings.regions : await enabledRegions(context);
  return all.filter((region) => region !== session.region);
};

/** A member role that is older than the right to ask is no reason to stop. */
const enabledRegions = async ({ session, remark }: AccountContext): Promise<readonly string[]> => {
  try {
    return await session.regions.enabled();
  } catch (error) {
    if (!isAwsFault(error, 'denied')) throw error;
    // One text for all accounts, which is said once.
    remark(
      'the member role may not list the Regions of its account, so nobody knows whether keys are rotated from another one: update the member stacks (account:ListRegions), or name the Regions in the setting regions',
    );
    return [];
  }
};

interface RegionAnswer {
  readonly region: string;
  /** Secrets of this deployment; `closed`: nothing of the account can be there, or nothing can be seen. */
  readonly count: number | 'closed';
  /** Kept until every Region has answered: no request may be left under way. */
  readonly failure?: unknown;
}

const lookInto = async (context: AccountContext, region: string): Promise<RegionAnswer> => {
  let count = 0;
  try {
    const pages = context.session.secretsIn(region).list(secretNamePrefix(context.account.id));
    for await (const page of inTime(pages, `secrets of ${region}`, context))
      count += page.filter((secret) => isOfDeployment(context, secret, region)).length;
    return { region, count };
  } catch (error) {
    return isAwsFault(error) && isClosed(context, error)
      ? { region, count: 'closed' }
      : { region, count, failure: error };
  }
};

/** Of Regions that a person named, an account may have some not on: these do not know its credentials. */
const isClosed = ({ settings }: AccountContext, fault: AwsFault): boolean =>
  fault.kind === 'denied' || (settings.regions.length > 0 && isRegionOff(fault));

const wordsForClosed = ({ account }: AccountContext, regions: readonly string[]): string =>
  `account ${account.id}: Regions where secrets of keyturn could not be looked for, as they are denied or not on: ${regions.join(', ')}`;
