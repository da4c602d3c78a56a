import { Fault } from '../../app/faults/fault.ts';
import { nearest } from '../../app/settings/nearest.ts';
import type { StepKind } from '../../core/step.ts';
import { stepKinds } from '../render/user-groups.ts';

/** Whom a list shows. It never decides whom anything is done for. */
export interface UserFilter {
  readonly isBlocked: boolean;
  /** Empty: whatever the step. */
  readonly steps: readonly StepKind[];
  /** `undefined`: whatever the age. */
  readonly overDays: number | undefined;
}

/** What the command line gives for it, as text. */
export interface FilterOptions {
  readonly blocked?: boolean;
  readonly step?: readonly string[];
  readonly over?: string;
}

/** Throws a {@link Fault} (`command-invalid`) for a step that there is not, and for an age that is no whole number. */
export const userFilterOf = ({ blocked, step = [], over }: FilterOptions): UserFilter => ({
  isBlocked: blocked ?? false,
  steps: step.map(stepOf),
  overDays: over === undefined ? undefined : daysOf(over),
});

const stepOf = (text: string): StepKind => {
  const name = text.toUpperCase().replaceAll('-', '_');
  const step = stepKinds.find((kind) => kind === name);
  if (step !== undefined) return step;
  const meant = nearest(name, stepKinds);
  throw new Fault(
    'command-invalid',
    `--step is ${text}, which is no step${meant === undefined ? '' : `: did you mean ${meant}?`}`,
    { remedy: `give one of ${stepKinds.join(', ')}` },
  );
};

const daysOf = (text: string): number => {
  if (!/^\d{1,5}$/.test(text)) throw new Fault('command-invalid', `--over is ${text}: give a whole number of days`);
  return Number(text);
};

export const isFiltering = ({ isBlocked, steps, overDays }: UserFilter): boolean =>
  isBlocked || steps.length > 0 || overDays !== undefined;

/** What a filter reads of a user: of a line in a run's result, or of a list's entry. */
export interface FilteredUser {
  readonly step: StepKind;
  readonly isBlocked: boolean;
  readonly keys: readonly { readonly ageDays: number | null }[];
}

/** True for a user who is all that the filter asks for; a key of exactly so many days is over them. */
export const isShown = (filter: UserFilter, { step, isBlocked, keys }: FilteredUser): boolean => {
  const { steps, overDays } = filter;
  if (filter.isBlocked && !isBlocked) return false;
  if (steps.length > 0 && !steps.includes(step)) return false;
  return overDays === undefined || keys.some(({ ageDays }) => ageDays !== null && ageDays >= overDays);
};

/** As `--blocked --over 90`. */
export const filterWords = ({ isBlocked, steps, overDays }: UserFilter): string =>
  [
    ...(isBlocked ? ['--blocked'] : []),
    ...steps.map((step) => `--step ${step}`),
    ...(overDays === undefined ? [] : [`--over ${overDays}`]),
  ].join(' ');
