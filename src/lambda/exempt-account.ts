import { standingRules } from '../app/observe/exemptions.ts';
import type { AccountId } from '../core/keys.ts';
import type { Instant } from '../core/time.ts';
import type { FunctionSettings } from './function-settings.ts';
import { type EventForm, refusedEvent } from './parse-event.ts';

/**
 * Refuses the event of a person for an account that the settings leave alone. The rotation function cannot look an OU
 * up (its role lists no accounts), so that while an OU is exempt no account passes for one outside of it: the inventory
 * looks OUs up before it starts a run.
 */
export const refuseExemptAccount = (
  account: AccountId,
  { settings }: FunctionSettings,
  { example, now }: Pick<EventForm<unknown>, 'example'> & { readonly now: Instant },
): void => {
  const rules = standingRules(settings, now);
  const ofAccount = rules.find(({ by, value }) => by === 'account' && value === account);
  if (ofAccount !== undefined)
    throw refusedEvent({ example }, [
      `account is "${account}", which is exempt (ExemptAccounts or Exemptions of the stack): give another, or take that exemption out`,
    ]);
  const units = rules.flatMap(({ by, value }) => (by === 'ou' ? [value] : []));
  if (units.length > 0)
    throw refusedEvent({ example }, [
      `account is "${account}", and this function cannot look up whether it is in an exempt OU (${units.join(', ')}): give ASA-Account-Inventory {"ForceRotate": "USER", "account": "${account}"}, or {} for everybody who is due`,
    ]);
};
