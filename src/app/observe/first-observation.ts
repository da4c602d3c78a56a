import type { ReportRow } from '../ports/iam.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import { secretName } from '../secret/name.ts';
import type { Workplace } from './account-context.ts';
import { glimpse, mayRest } from './observe-from-report.ts';
import { type Planned, planUser } from './plan-user.ts';

/** What is known of an account's users before anybody is looked at live. */
export interface Foreknowledge {
  readonly rows: ReadonlyMap<string, ReportRow>;
  /** Secrets of ours by name; `undefined`: they could not be listed. */
  readonly secrets: ReadonlyMap<string, SecretDescription> | undefined;
}

/** The glimpse of one user, where report and list have both. */
export const glimpseOf = async (
  place: Workplace,
  { rows, secrets }: Foreknowledge,
  name: string,
): Promise<Planned | undefined> => {
  const row = rows.get(name);
  const secret = secrets?.get(secretName(place.account.id, name));
  return row && secret && glimpse(place, row, secret);
};

/**
 * The first look at a user: a glimpse, where that is enough, else live. What a glimpse leads to is carried out only after
 * a live look under a claim has confirmed it.
 */
export const firstLook = async (
  place: Workplace,
  name: string,
  { mode, foreknown }: { readonly mode: 'plan' | 'apply'; readonly foreknown: Foreknowledge },
): Promise<Planned | undefined> => {
  const seen = await glimpseOf(place, foreknown, name);
  const enough = seen && (await enoughFor(place, mode, seen));
  return enough ?? planUser(place, name, { forced: false, allowance: 'free' });
};

const enoughFor = async (place: Workplace, mode: 'plan' | 'apply', seen: Planned): Promise<Planned | undefined> => {
  if (mayRest(seen)) return seen;
  if (mode === 'plan') return undefined;
  switch (seen.plan.step.kind) {
    case 'ROTATE':
    case 'DEACTIVATE':
      return seen;
    case 'DELETE':
      return stillInactive(place, seen);
    default:
      return undefined;
  }
};

/** The first of the two live reads that must agree before a key is deleted. */
const stillInactive = async (place: Workplace, seen: Planned): Promise<Planned | undefined> => {
  const at = place.clock.now();
  const { observation } = seen.sight;
  const live = await place.session.users.keys(observation.user.name);
  const isSame =
    live.length === observation.keys.length &&
    live.every(({ id, status }) => observation.keys.some((key) => key.id === id && key.status === status));
  return isSame ? { ...seen, sight: { ...seen.sight, observation: { ...observation, at } } } : undefined;
};
