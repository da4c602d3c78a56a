import type { UserResult } from '../../app/results/result.ts';
import { type Instant, wholeDays } from '../../core/time.ts';
import type { World } from '../../sandbox/world.ts';
import type { Io } from '../terminal/io.ts';
import type { Rehearsal } from './rehearsal.ts';
import { activeKeys, keysTooOld } from './situation.ts';
import { type TooOld, whyTooOld } from './why-too-old.ts';

/** How a journey ended, read in the world afterwards and not in keyturn's own results. */
export interface DemoOutcome {
  readonly activeKeys: number;
  readonly keysTooOld: number;
  readonly whyTooOld: readonly TooOld[];
  readonly applications: number;
  /** How often programs signed in with their keys. */
  readonly signIns: number;
  readonly interrupted: readonly Interrupted[];
  readonly mails: number;
}

/** A program whose key stopped working while it needed it. */
export interface Interrupted {
  readonly account: string;
  readonly user: string;
  readonly accessKeyId: string;
  readonly code: string;
  /** Day of the journey. */
  readonly since: number;
  readonly times: number;
}

/** Who is blocked is asked of a last plan; all else is read in the world. */
export const figuresOf = async (
  { signal }: Io,
  rehearsal: Rehearsal,
  start: Instant,
): Promise<{ readonly after: DemoOutcome; readonly blocked: readonly Blocked[] }> => {
  const { users } = await rehearsal.run('plan', { runId: 'demo-last-plan', signal });
  const blocked = users.filter(({ outcome }) => outcome === 'blocked');
  return { after: outcomeOf(rehearsal.demo.world, start, blocked), blocked: groupBlocked(blocked) };
};

const outcomeOf = (world: World, start: Instant, blocked: readonly UserResult[]): DemoOutcome => ({
  activeKeys: activeKeys(world).length,
  keysTooOld: keysTooOld(world).length,
  whyTooOld: whyTooOld(world, blocked),
  applications: world.applications.length,
  signIns: world.applications.reduce((sum, { uses }) => sum + uses, 0),
  interrupted: interruptedIn(world, start),
  mails: world.mailbox.length,
});

const interruptedIn = (world: World, start: Instant): readonly Interrupted[] =>
  world.applications.flatMap(({ accountId, userName, interruptions: [first, ...more] }) =>
    first === undefined
      ? []
      : [
          {
            account: world.accounts.get(accountId)?.name ?? accountId,
            user: userName,
            accessKeyId: first.accessKeyId,
            code: first.code,
            since: wholeDays(start, first.at),
            times: 1 + more.length,
          },
        ],
  );

/** Users who need a person, by what is in the way. */
export interface Blocked {
  readonly reason: string;
  readonly message: string;
  readonly remedy: string | undefined;
  readonly users: readonly string[];
}

const groupBlocked = (blocked: readonly UserResult[]): readonly Blocked[] =>
  [...new Set(blocked.map(({ reason }) => reason))].map((reason) => {
    const users = blocked.filter((each) => each.reason === reason);
    const [first] = users;
    return { reason, message: first?.message ?? '', remedy: first?.remedy, users: users.map(({ user }) => user) };
  });
