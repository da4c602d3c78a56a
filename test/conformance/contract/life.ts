import { DAY, instant, plus } from '../../../src/core/time.ts';
import { runApplications } from '../../../src/sandbox/applications.ts';
import { inProcess, settingsFrom } from '../../support/in-process.ts';
import type { Organization } from '../../support/organization.ts';
import { unaccountedIn } from './accounted.ts';
import { freedSlots, keepLog, type Log } from './log.ts';
import { strandedBy } from './stranded.ts';

export interface LifePlan {
  readonly days: number;
  readonly settings: Readonly<Record<string, unknown>>;
  /** What people do, before the day's run. */
  readonly beforeRun?: (day: number) => void;
}

/** Pace and breaker off: set higher than any test world. */
const UNPACED = { 'pace.accountKeys': 100_000, 'pace.organizationKeys': 100_000, 'breaker.keys': 100_000 };

/**
 * An organization lives from day to day, with a run of keyturn each morning and, straight after one that wrote
 * anything, another.
 */
export const liveThrough = async (organization: Organization, plan: LifePlan): Promise<Log> => {
  const { world } = organization;
  const keyturn = inProcess(organization, settingsFrom({ ...UNPACED, ...plan.settings }));
  const log = keepLog(organization);
  const start = world.now;
  for (let day = 0; day <= plan.days; day += 1) {
    runApplications(world, instant(Math.max(world.now, plus(start, day * DAY))));
    plan.beforeRun?.(day);
    const mailed = world.mailbox.length;
    const first = await keyturn.apply();
    log.runEnded(day, first);
    const subjects = world.mailbox.slice(mailed).map(({ subject }) => subject);
    if (subjects.length > 0) log.mails.set(day, subjects);
    if (first.apiCalls.writes > 0 && !freedSlots(first)) log.repeated(day, await keyturn.apply());
    const alarms = [...strandedBy(organization), ...unaccountedIn(organization, first)];
    log.alarms.push(...alarms.map((alarm) => `day ${day}: ${alarm}`));
  }
  return log;
};
