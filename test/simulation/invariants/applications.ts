import { DAY } from '../../../src/core/time.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { KeyLedger } from './ledger.ts';
import { goneKey, violate } from './violate.ts';

const told = new WeakMap<object, number>();

/** S2: a credential that an application uses stops working by nobody's hand but a person's. */
export const checkApplications = (environment: SimulatedEnvironment): void => {
  // On schedule an owner has the grace to take the new key over: who is kept from that by other people loses the old
  // one.
  const wasOnSchedule = environment.schedule.policy.retirement === 'on-schedule';
  if ((wasOnSchedule && environment.counters.people > 0) || environment.ledger.isRetirementChanged) return;
  for (const application of environment.world.applications) {
    const { interruptions, userName } = application;
    const known = told.get(application) ?? 0;
    if (interruptions.length === known) continue;
    told.set(application, interruptions.length);
    for (const { accessKeyId, code } of interruptions.slice(known)) {
      const key = environment.ledger.keys.get(accessKeyId);
      if (key?.offBy === 'keyturn' && key.status !== 'Active' && !wasQuiet(environment, accessKeyId) && !wasLedTo(key))
        violate(
          environment,
          'S2',
          `an application of ${userName} was interrupted: ${code} with ${accessKeyId}, ${key.status}, by the rotator`,
        );
    }
  }
};

/** A person pointed AWSCURRENT at a key that was off by then, and the application took it from there. */
const wasLedTo = ({ pointedAtByPerson, changedAt }: KeyLedger): boolean =>
  pointedAtByPerson !== undefined && pointedAtByPerson >= changedAt;

/**
 * The promise is for keys used at least once per quietDays, as far as IAM's record had come when the key went: what
 * kept an application from that (a suspended account) is not ours, nor a return in the hours that the record is late.
 */
const wasQuiet = (environment: SimulatedEnvironment, id: string): boolean => {
  const key = environment.world.accessKeys.get(id) ?? goneKey(environment, id);
  const off = key?.statusChanges.findLast(({ status }) => status === 'Inactive')?.at;
  const last = environment.ledger.keys.get(id)?.usedAsTold;
  if (off !== undefined && last === undefined && isBlind(environment, key?.userName))
    return isAtRestBySetting(environment);
  return off !== undefined && (last === undefined || off - last >= environment.schedule.policy.quietDays * DAY);
};

/** IAM records nothing of this user, so that silence is no sign of rest. */
const isBlind = ({ world }: SimulatedEnvironment, userName = ''): boolean =>
  world.settings.unrecordedServices.length > 0 || world.settings.unrecordedUsers.includes(userName);

/** The organization itself takes silence for rest. */
const isAtRestBySetting = ({ settings: { policy } }: SimulatedEnvironment): boolean =>
  policy.datelessKeys === 'quiet' || policy.unusedKeys === 'retire';
