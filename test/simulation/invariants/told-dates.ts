import { DAY } from '../../../src/core/time.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { KeyLedger } from './ledger.ts';
import { lastUseBefore, SKEW, tellableUses, violate } from './violate.ts';

/**
 * S18: nothing is taken away before the date that the owner was told last, nor on the word of a notice whose condition
 * broke, nor on one that is a month over. What was told is read from the mails, and not from what keyturn notes of
 * them.
 */
export const checkToldDate = (environment: SimulatedEnvironment, key: KeyLedger, kind: 'WARN' | 'ANNOUNCE'): void => {
  const { now } = environment.world;
  const told = key.mails.findLast((mail) => mail.kind === kind);
  const act = kind === 'WARN' ? 'deactivated' : 'deleted';
  if (told?.on === undefined) return violate(environment, 'S18', `${key.id} was ${act}, and no date was told`);
  if (now + SKEW < told.on)
    violate(environment, 'S18', `${key.id} was ${act} before the ${new Date(told.on).toISOString()} that was told`);
  if (now > told.on + 30 * DAY + SKEW)
    violate(environment, 'S18', `${key.id} was ${act} a month after the date that was told`);
  const used = lastUseBefore(environment, key.id, tellableUses(environment));
  if (told.isUnlessUsed && used !== undefined && used > told.at + SKEW)
    violate(environment, 'S18', `${key.id} was ${act} though it was used after a notice that said "unless it is used"`);
};
