import type { Mutant } from './guards.ts';

const batches = 'test/deployed/in-batches.test.ts';
const acceptances = 'src/app/fan-out/note-acceptances.test.ts';

/** Guards of visits that have time for a part of an account, and of the mails that they leave. */
export const visitMutants: readonly Mutant[] = [
  {
    guard: 'what was looked at is acted on, though time was called in the middle of the looks',
    file: 'src/app/account/account-steps.ts',
    text: '(signal.aborted && !(wasOver && isOver(signal)))',
    without: 'signal.aborted',
    tests: batches,
  },
  {
    guard: 'a batch is bounded',
    file: 'src/app/account/batches.ts',
    text: 'left.slice(0, most)',
    without: 'left.slice(0, most + 1_000)',
    tests: batches,
  },
  {
    guard: 'the oldest keys come first',
    file: 'src/app/account/observe-account.ts',
    text: 'first === second ? 0 : first - second',
    without: 'first === second ? 0 : second - first',
    tests: batches,
  },
  {
    guard: 'whom an earlier visit settled is not looked at again',
    file: 'src/app/account/observe-account.ts',
    text: '!settled.has(name)',
    without: 'settled !== undefined',
    tests: batches,
  },
  {
    guard: 'no key is retired before the whole account was weighed',
    file: 'src/app/account/process-account.ts',
    text: "held = breaker === 'undecided' ? all.filter(isRetirement) : [];",
    without: 'held = [];',
    together: [
      {
        file: 'src/app/account/account-steps.ts',
        text: "(retirements.breaker() === 'free' ? pace.retire() : 'spent')",
        without: 'pace.retire()',
      },
    ],
    tests: batches,
  },
  {
    guard: 'whom an earlier visit held is counted by the next',
    file: 'src/app/account/retirements.ts',
    text: 'new Set(records.filter(isHeld))',
    without: 'new Set<UserRecord>()',
    together: [
      {
        file: 'src/app/account/observe-account.ts',
        text: 'records = [...sorted.filter((record) => !isHeld(record)), ...sorted.filter(isHeld)];',
        without: 'records = sorted;',
      },
    ],
    tests: batches,
  },
  {
    guard: 'a step that time cut short is left to another visit',
    file: 'src/app/run/visit.ts',
    text: '!observed.records.every(isSettled)',
    without: 'observed.records.length < 0 && !observed.records.every(isSettled)',
    tests: batches,
  },
  {
    guard: 'the word of the bucket counts for the mail that it names, after that was made',
    file: 'src/app/fan-out/note-acceptances.ts',
    text: 'left !== undefined && isBelievable(left, message, time)',
    without: 'left !== undefined && isBelievable !== undefined && time',
    tests: acceptances,
  },
  {
    guard: 'a mail of another visit is none of this one',
    file: 'src/app/fan-out/note-acceptances.ts',
    text: 'if (!runKeys.isMessageOf(key, { run: run.id, account: ticket.account, round }))',
    without: 'if (!runKeys.isMessageOf(key, { run: run.id, account: ticket.account, round }) && key === "")',
    tests: acceptances,
  },
  {
    guard: 'a visit leaves 400 mails at most',
    file: 'src/app/fan-out/visit-account.ts',
    text: 'Math.max(0, MOST_MAILS - outbox.pending().length)',
    without: 'Math.max(9_999, MOST_MAILS - outbox.pending().length)',
    tests: 'test/deployed/many-mails.test.ts',
  },
];
