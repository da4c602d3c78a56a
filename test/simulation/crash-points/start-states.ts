import {
  amongOthers,
  days,
  inOneAccount,
  runAt,
  type StartState,
  scheduleOf,
  triedAgain,
  undoneIn,
} from './start-state.ts';
import { statesOfACycle } from './states-of-a-cycle.ts';
import { statesOfUsers } from './states-of-users.ts';

const IN_ONE_ACCOUNT = [
  'a due key',
  'due to be deactivated',
  'due to be deleted',
  'stored, not verified',
  'promoted, not told',
];

/** What another account may make different: the first secret and key, their verification, the ends of a cycle. */
const statesInOneAccount = statesOfACycle.filter(({ name }) => IN_ONE_ACCOUNT.includes(name)).map(inOneAccount);

/** Every state in which a run is broken at each of its requests; the next run comes a day later. */
export const startStates: readonly StartState[] = [...statesOfACycle, ...statesOfUsers, ...statesInOneAccount];

/** The same states, where the next run comes within minutes, and another a day later. */
export const statesTriedAgain: readonly StartState[] = startStates.map(triedAgain);

/** A key of a second cycle, forced; the one that it replaced is keyturn's own. */
const secondPromotion = (name: string, daysLater: number): StartState => ({
  name,
  schedule: scheduleOf({
    events: [
      ...days(8),
      runAt(200, { user: 0, isForced: true }),
      ...Array.from({ length: daysLater }, (_, day) => runAt(217 + 24 * day)),
      runAt(218 + 24 * daysLater),
    ],
  }),
  ends: { otherwise: 'went-back' },
});

const secondCycle: readonly StartState[] = [
  secondPromotion('a second promotion, just told', 0),
  secondPromotion('a second promotion, warned of', 2),
  secondPromotion('a second deactivation', 3),
];

/** The same states, where a person asks for an undo; and those in which a promotion can be undone. */
export const statesUndone: readonly StartState[] = [...startStates, ...secondCycle].map(undoneIn);

/** The same states, where other runs come while the one in question sleeps. */
export const statesWithOthers: readonly StartState[] = startStates.map(amongOthers);
