import type { RunResult, UserResult } from '../../app/results/result.ts';
import type { StepKind } from '../../core/step.ts';

/** Users to whom the same happened: what a run did, and what it announced. */
export interface Theme {
  readonly title: Readonly<Record<RunResult['mode'], string>>;
  readonly steps: readonly StepKind[];
}

/** In the order in which an admin wants to know. */
export const themes: readonly Theme[] = [
  { steps: ['ROTATE', 'PROMOTE'], title: { apply: 'Got a new key', plan: 'Would get a new key' } },
  { steps: ['DEACTIVATE'], title: { apply: 'Old key deactivated', plan: 'Old key would be deactivated' } },
  { steps: ['DELETE'], title: { apply: 'Old key deleted', plan: 'Old key would be deleted' } },
  { steps: ['TELL'], title: { apply: 'Owner told of a new key', plan: 'Owner would be told of a new key' } },
  {
    steps: ['TELL_DEACTIVATED', 'TELL_REACTIVATED'],
    title: {
      apply: 'Owner told that a key was deactivated, or is back',
      plan: 'Owner would be told that a key was deactivated, or is back',
    },
  },
  {
    steps: ['ASK'],
    title: { apply: 'Owner asked to clear something up', plan: 'Owner would be asked to clear something up' },
  },
  {
    steps: ['REMIND'],
    title: { apply: 'Reminded: the old key is still in use', plan: 'Would be reminded: the old key is still in use' },
  },
  {
    steps: ['WARN'],
    title: { apply: 'Coming: a key will be deactivated', plan: 'Would be warned that a key will be deactivated' },
  },
  {
    steps: ['ANNOUNCE'],
    title: { apply: 'Coming: a key will be deleted', plan: 'Would be told that a key will be deleted' },
  },
  {
    steps: [
      'RESTORE_SECRET',
      'REPAIR_POLICY',
      'UPDATE_POLICY',
      'NOTE_WRITER',
      'CLEAR',
      'ABANDON',
      'NOTE',
      'UN_NOTE',
      'CONDEMN',
    ],
    title: { apply: 'Put in order', plan: 'Would be put in order' },
  },
];

/** True where something happened to a user, or would have in a dry run. */
export const isDone = ({ outcome }: UserResult): boolean => outcome === 'done' || outcome === 'planned';

/** True for a user of whom only keyturn's own records changed. */
export const isTidied = (user: UserResult): boolean => isDone(user) && (tidy?.steps.includes(user.step) ?? false);

const tidy = themes.at(-1);
