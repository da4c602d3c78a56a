import { DAY } from '../../../core/time.ts';
import type { Call } from '../../call.ts';
import type { SesState } from '../../model/account.ts';
import { sesOf } from '../../ses-state.ts';

/** The caller's SES in this Region, its window of 24 hours brought up to now. */
export const callersSes = ({ world, principal, region, now }: Call): SesState => {
  const account = world.accounts.get(principal.accountId);
  if (account === undefined) throw new Error(`The sandbox has no account ${principal.accountId}`);
  const state = sesOf(account, region);
  const current = state.sentAt.findIndex((at) => at > now - DAY);
  if (current !== 0) state.sentAt.splice(0, current < 0 ? state.sentAt.length : current);
  return state;
};

/** An address or a domain counts as verified by itself or through its domain or a parent of it. */
export const isVerified = (state: SesState, address: string): boolean => {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const labels = domain.split('.');
  const names = [address, ...labels.map((_, i) => labels.slice(i).join('.'))];
  return names.some((name) => state.identities.get(name)?.verified === true);
};
