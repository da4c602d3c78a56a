import type { SandboxAccount, SesState } from './model/account.ts';

/** SES keeps identities, limits and the sandbox per account and Region. */
export const sesOf = (account: SandboxAccount, region: string): SesState => {
  let state = account.ses.get(region);
  if (state === undefined) {
    state = {
      sandboxed: false,
      sendingEnabled: true,
      max24HourSend: 50_000,
      maxSendRate: 14,
      identities: new Map(),
      suppressed: new Map(),
      sentAt: [],
    };
    account.ses.set(region, state);
  }
  return state;
};
