import { exemptionFacts } from '../observation.ts';
import { nothing, type Rule } from '../view.ts';

/** Rule 0: whoever must be left alone is left alone. */
export const stop: Rule = ({ observation: { exemption, account, user }, secret }) => {
  if (account.state !== 'ACTIVE') return nothing('account-not-active', { state: account.state });
  if (exemption) return nothing('exempt', exemptionFacts(exemption));
  if (user.isHeld) return nothing('hold-asked');
  if (secret?.hold) return nothing(`hold-${secret.hold}`);
  return undefined;
};
