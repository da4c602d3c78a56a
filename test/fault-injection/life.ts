import { AwsError } from '../../src/sandbox/call.ts';
import type { Application } from '../../src/sandbox/model/application.ts';
import { createTown, lineOf, type Town } from '../support/test-organization.ts';

/** Alice has a key that is due, and an application that uses it twice a day and takes the new one when it comes. */
export interface Life {
  readonly town: Town;
  readonly app: Application;
}

export const aliceAtWork = (): Life => {
  const town = createTown();
  const [old] = town.user('alice', [{ ageDays: 95, usedDaysAgo: 0 }]);
  if (old === undefined) throw new Error('no key');
  return { town, app: town.application('alice', old, { everyDays: 0.5, adopt: 'at-once' }) };
};

/** One run a day; a run that gets nowhere ends, and the next day another begins. `STEP outcome` of each day with news. */
export const liveOn = async ({ town }: Life, days: number): Promise<readonly string[]> => {
  const story: string[] = [];
  for (let day = 0; day < days; day += 1) {
    const line = await town.run().then(
      (result) => lineOf(result, 'alice'),
      () => undefined,
    );
    if (line) story.push(`${line.step} ${line.outcome}`);
    town.days(1);
  }
  return story;
};

/** The days on which something can happen in a life that goes on from any state: of the others nobody hears. */
const EVENTFUL = [0, 1, 2, 3, 4, 8, 14, 15, 16, 21, 22, 23, 25, 31, 32, 33, 36, 40, 44, 45];

/** Long enough for a whole life, whatever happened before. */
export const liveToTheEnd = (life: Life): Promise<void> => liveUntil(life, LAST_DAY);

/** From day 0 up to, and without, a day. */
export const liveUntil = async ({ town }: Life, until: number): Promise<void> => {
  const days = EVENTFUL.filter((day) => day < until);
  for (const [index, day] of days.entries()) {
    await town.run().catch(() => undefined);
    town.days((days[index + 1] ?? until) - day);
  }
};

const LAST_DAY = 46;

export const died = (): Error =>
  Object.assign(new Error('the process died'), { name: 'TimeoutError', code: 'ETIMEDOUT', $metadata: {} });

export const throttled = (): Error => new AwsError('ThrottlingException', 'Rate exceeded', 400);
export const denied = (): Error => new AwsError('AccessDeniedException', 'is not authorized', 403);
export const failed = (): Error => new AwsError('InternalFailure', 'internal error', 500);

/** From the nth request of the next run on, nothing gets through: the request itself (`before`), or its answer (`after`). */
export const dieAt = (town: Town, nth: number, when: 'before' | 'after' = 'before'): void => {
  const start = town.sent.length;
  const isOver = (): boolean => town.sent.length - start > nth;
  town.before = () => {
    if (when === 'before' ? isOver() : town.sent.length - start > nth + 1) throw died();
  };
  town.after = () => {
    if (when === 'after' && isOver()) throw died();
  };
};

export const mend = (town: Town): void => {
  town.before = () => undefined;
  town.after = () => undefined;
};

export const sentTimes = (town: Town, operation: string): number =>
  town.sent.filter((name) => name === operation).length;

/** Alice has one key, an active one of ours, and nobody was interrupted on the way. */
export const endsWell = ({
  town,
  app,
}: Life): { readonly keys: readonly string[]; readonly interruptions: number } => ({
  keys: town.keysOf('alice').map(({ status }) => status),
  interruptions: app.interruptions.length,
});

export const WELL = { keys: ['Active'], interruptions: 0 };
