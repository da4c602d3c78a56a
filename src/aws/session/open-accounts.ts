import type { Clock } from '../../app/ports/clock.ts';
import type { AccountSessions } from '../../app/ports/sts.ts';
import type { Settings } from '../../app/settings/settings.ts';
import { stsAccountSessions } from './account-sessions.ts';
import { type OwnCalls, type OwnCallsOptions, ownCalls } from './caller-context.ts';

export interface OpenAccountsOptions extends OwnCallsOptions {
  readonly clock: Clock;
  readonly settings: Pick<Settings, 'memberRole' | 'externalId' | 'secretRegion' | 'central'>;
}

/** The way into accounts for one run. */
export interface OpenAccounts extends OwnCalls {
  readonly sessions: AccountSessions;
}

/** Nothing is sent before it is asked for. */
export const openAccounts = (options: OpenAccountsOptions): OpenAccounts => {
  const { clock, settings, region } = options;
  const own = ownCalls(options);
  const { clientFactory, sts, self, sessionName } = own;
  const { memberRole, externalId, secretRegion = region, central } = settings;
  return {
    ...own,
    sessions: stsAccountSessions({
      ...{ clientFactory, clock, sts, self, memberRole, externalId, sessionName },
      region: secretRegion,
      centralRole: central?.role,
    }),
  };
};
