import { toneOf } from '../../core/reasons.ts';
import { mapConcurrent } from '../concurrency/map-concurrent.ts';
import { type AwsFault, isAwsFault } from '../faults/aws-fault.ts';
import { Fault } from '../faults/fault.ts';
import { faults } from '../faults/fault-table.ts';
import { inTime } from '../faults/stop.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { isRegionOff, type ListedSecrets } from '../observe/list-secrets.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import type { SecretsHome } from '../ports/sts.ts';
import type { UserRecord } from '../results/user-record.ts';
import { secretNamePrefix } from '../secret/name.ts';
import { tagKeys } from '../secret/tags.ts';

/**
 * Before the first secret of ours is made for an account and Region: throws a {@link Fault} where secrets of this
 * deployment for its users are in another Region, or in the other of the two accounts that may hold them. What keyturn
 * made from there would pass for keys of strangers here. False: nobody is concerned yet, and whoever is looked at next
 * must be asked about again.
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
  const found = await mapConcurrent(await otherPlaces(context), parallelUsers, (place) => lookInto(context, place));
  const failed = found.find(({ failure }) => failure !== undefined);
  if (failed) throw failed.failure;
  const closed = found.filter(({ count }) => count === 'closed').map(({ place }) => place);
  if (closed.length > 0) remarkOnClosed(context, closed);
  const elsewhere = found.find(({ count }) => count !== 'closed' && count > 0);
  if (elsewhere === undefined) return true;
  const { place, count } = elsewhere;
  const why = `secrets of the deployment ${deployment} there: ${count}`;
  const { remedy } = faults['rotated-elsewhere'];
  throw new Fault('rotated-elsewhere', `rotated from ${placeWords(context, place)} (${why}): ${remedy}`);
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

/** Where secrets of the account's users could be, besides where they are to be. */
interface Place {
  readonly home: SecretsHome;
  readonly region: string;
}

const otherPlaces = async (context: AccountContext): Promise<readonly Place[]> => {
  const { session, settings } = context;
  const all = settings.regions.length > 0 ? settings.regions : await enabledRegions(context);
  const { secretsHome, otherHome } = session;
  const regions = all.filter((region) => region !== session.region);
  return [
    ...regions.map((region) => ({ home: secretsHome, region })),
    ...(otherHome === undefined ? [] : [session.region, ...regions].map((region) => ({ home: otherHome, region }))),
  ];
};

const placeWords = ({ session }: AccountContext, { home, region }: Place): string =>
  home === session.otherHome
    ? `the secrets of account ${home.caller.accountId}, in Region ${region}`
    : `Region ${region}`;

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

interface PlaceAnswer {
  readonly place: Place;
  /** Secrets of this deployment; `closed`: nothing of the account can be there, or nothing can be seen. */
  readonly count: number | 'closed';
  /** Kept until every place has answered: no request may be left under way. */
  readonly failure?: unknown;
}

const lookInto = async (context: AccountContext, place: Place): Promise<PlaceAnswer> => {
  const { home, region } = place;
  let count = 0;
  try {
    const pages = home.listIn(region)(secretNamePrefix(context.account.id));
    for await (const page of inTime(pages, `secrets of ${region}`, context))
      count += page.filter((secret) => isOfDeployment(context, secret, region)).length;
    return { place, count };
  } catch (error) {
    return isAwsFault(error) && isClosed(context, place, error)
      ? { place, count: 'closed' }
      : { place, count, failure: error };
  }
};

/**
 * An account may have Regions not on that a person named, or that are on in the account of its users: these do not know
 * its credentials.
 */
const isClosed = ({ settings, session }: AccountContext, { home }: Place, fault: AwsFault): boolean => {
  const isOfUsers = home.caller.accountId === session.caller.accountId;
  return fault.kind === 'denied' || ((settings.regions.length > 0 || !isOfUsers) && isRegionOff(fault));
};

const remarkOnClosed = ({ account, session, remark }: AccountContext, closed: readonly Place[]): void => {
  const regionsOf = (isOther: boolean): string =>
    closed
      .filter(({ home }) => (home === session.otherHome) === isOther)
      .map(({ region }) => region)
      .join(', ');
  const [own, other] = [regionsOf(false), regionsOf(true)];
  if (own !== '')
    remark(
      `account ${account.id}: Regions where secrets of keyturn could not be looked for, as they are denied or not on: ${own}`,
    );
  // One text for all accounts, which is said once.
  if (other !== '')
    remark(
      `secrets of keyturn could not be looked for in account ${session.otherHome?.caller.accountId}, as it is denied or not on, in the Regions ${other}: whether they are kept there by another setting of storeSecretsInCentralAccount nobody knows (secretsmanager:ListSecrets)`,
    );
};
