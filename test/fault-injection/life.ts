import { AwsError } from '../../src/sandbox/call.ts';
import type { Application } from '../../src/sandbox/model/application.ts';
import { createTestOrganization, lineOf, type TestOrganization } from '../support/test-organization.ts';

/** Alice has a key that is due, and an application that uses it twice a day and takes the new one when it comes. */
export interface Life {
  readonly organization: TestOrganization;
  readonly app: Application;
}

export const oneDueUserAtWork = (): Life => {
  const organization = createTestOrganization();
  const [old] = organization.user('alice', [{ ageDays: 95, usedDaysAgo: 0 }]);
  if (old === undefined) throw new Error('no key');
  return { organization, app: organization.application('alice', old, { everyDays: 0.5, adopt: 'at-once' }) };
};

/**
 * One run a day; a run that gets nowhere ends, and the next day another begins. `STEP outcome` of each day with news.
 */
export const liveOn = async ({ organization }: Life, days: number): Promise<readonly string[]> => {
  const history: string[] = [];
  for (let day = 0; day < days; day += 1) {
    const line = await organization.run().then(
      (result) => lineOf(result, 'alice'),
      () => undefined,
    );
    if (line) history.push(`${line.step} ${line.outcome}`);
    organization.days(1);
  }
  return history;
};

/** The days on which something can happen in a life that goes on from any state: of the others nobody hears. */
const EVENTFUL = [0, 1, 2, 3, 4, 8, 14, 15, 16, 21, 22, 23, 25, 31, 32, 33, 36, 40, 44, 45];

/** Long enough for a whole life, whatever happened before. */
export const liveToTheEnd = (life: Life): Promise<void> => liveUntil(life, LAST_DAY);

/** From day 0 up to, and without, a day. */
export const liveUntil = async ({ organization }: Life, until: number): Promise<void> => {
  const days = EVENTFUL.filter((day) => day < until);
  for (const [index, day] of days.entries()) {
    await organization.run().catch(() => undefined);
    organization.days((days[index + 1] ?? until) - day);
  }
};

const LAST_DAY = 46;

export const died = (): Error =>
  Object.assign(new Error('the process died'), { name: 'TimeoutError', code: 'ETIMEDOUT', $metadata: {} });

export const throttled = (): Error => new AwsError('ThrottlingException', 'Rate exceeded', 400);
export const denied = (): Error => new AwsError('AccessDeniedException', 'is not authorized', 403);
export const failed = (): Error => new AwsError('InternalFailure', 'internal error', 500);

/**
 * From the nth request of the next run on, nothing gets through: the request itself (`before`), or its answer
 * (`after`).
 */
export const dieAt = (organization: TestOrganization, nth: number, when: 'before' | 'after' = 'before'): void => {
  const start = organization.sent.length;
  const isOver = (): boolean => organization.sent.length - start > nth;
  organization.before = () => {
    if (when === 'before' ? isOver() : organization.sent.length - start > nth + 1) throw died();
  };
  organization.after = () => {
    if (when === 'after' && isOver()) throw died();
  };
};

export const mend = (organization: TestOrganization): void => {
  organization.before = () => undefined;
  organization.after = () => undefined;
};

export const sentTimes = (organization: TestOrganization, operation: string): number =>
  organization.sent.filter((name) => name === operation).length;

/** Alice has one key, an active one of ours, and nobody was interrupted on the way. */
export const endsWell = ({
  organization,
  app,
}: Life): { readonly keys: readonly string[]; readonly interruptions: number } => ({
  keys: organization.keysOf('alice').map(({ status }) => status),
  interruptions: app.interruptions.length,
});

export const WELL = { keys: ['Active'], interruptions: 0 };
