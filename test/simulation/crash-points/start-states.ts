import { amongOthers, type StartState, triedAgain } from './start-state.ts';
import { statesOfACycle } from './states-of-a-cycle.ts';
import { statesOfUsers } from './states-of-users.ts';

/** Every state in which a run is broken at each of its requests; the next run comes a day later. */
export const startStates: readonly StartState[] = [...statesOfACycle, ...statesOfUsers];

/** The same states, where the next run comes within minutes, and another a day later. */
export const statesTriedAgain: readonly StartState[] = startStates.map(triedAgain);

/** The same states, where other runs come while the one in question sleeps. */
export const statesWithOthers: readonly StartState[] = startStates.map(amongOthers);
