import type { PlannedStep } from '../../app/notices/digest.ts';
import type { StepKind } from '../../core/step.ts';
import type { Noun, Phrase } from './phrase.ts';

/** What a dry run would have done, counted. */
export const newsOfPlans = (planned: readonly PlannedStep[]): readonly Phrase[] =>
  sorts
    .map(({ kinds, say }) => ({ say, count: planned.filter(({ step }) => kinds.includes(step)).length }))
    .filter(({ count }) => count > 0)
    .map(
      ({ say, count }): Phrase =>
        (noun) =>
          `${count} ${say(count, noun)}`,
    );

interface Sort {
  readonly kinds: readonly StepKind[];
  readonly say: (count: number, noun: Noun) => string;
}

const sorts: readonly Sort[] = [
  { kinds: ['ROTATE', 'PROMOTE'], say: (count, noun) => `${noun(count)} would be replaced` },
  { kinds: ['DEACTIVATE'], say: (count, noun) => `${noun(count)} would be deactivated` },
  { kinds: ['DELETE'], say: (count, noun) => `${noun(count)} would be deleted` },
  {
    kinds: ['TELL', 'WARN', 'ANNOUNCE', 'REMIND', 'TELL_DEACTIVATED', 'TELL_REACTIVATED', 'ASK'],
    say: (count) => `${count === 1 ? 'owner' : 'owners'} would be told`,
  },
  {
    kinds: [
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
    say: (count) => `${count === 1 ? 'user' : 'users'} would be put in order`,
  },
];
