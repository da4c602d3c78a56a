import { coreMutants } from './core-guards.ts';
import { crashMutants, sleepMutants } from './crash-guards.ts';
import { type Mutant, mutants as shellMutants } from './guards.ts';

/** Every guard that is taken out, one after another, with the tests that must notice. */
export const allGuards: readonly Mutant[] = [...shellMutants, ...coreMutants, ...crashMutants, ...sleepMutants];
