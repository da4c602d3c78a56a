import type { Clock } from '../../app/ports/clock.ts';
import type { Gate } from '../../app/ports/sts.ts';
import type { Settings } from '../../app/settings/settings.ts';
import { stsGate } from './account-sessions.ts';
import { type OwnCalls, type OwnCallsOptions, ownCalls } from './caller-context.ts';

export interface EntranceOptions extends OwnCallsOptions {
  readonly clock: Clock;
  readonly settings: Pick<Settings, 'memberRole' | 'secretRegion'>;
}

/** The way into accounts for one run. */
export interface Entrance extends OwnCalls {
  readonly gate: Gate;
}

/** Nothing is sent before it is asked for. */
export const openEntrance = (options: EntranceOptions): Entrance => {
  const { clock, settings, region } = options;
  const own = ownCalls(options);
  const { door, sts, self, sessionName } = own;
  const { memberRole, secretRegion = region } = settings;
  return { ...own, gate: stsGate({ door, clock, sts, self, memberRole, sessionName, region: secretRegion }) };
};
