import type { Mutant } from './guards.ts';

const late = 'test/fault-injection/late-reads.test.ts';
const execute = 'src/app/execute';

/** Guards against reads that are late, and against what AWS leaves off in silence. */
export const lateReadMutants: readonly Mutant[] = [
  {
    guard: 'the policy of a secret is read until it shows',
    file: `${execute}/ensure-secret.ts`,
    text: 'if (!isKept(await untilSeen(context, { read: () => secretStore.policy(arn), isSeen: isKept })))',
    without: 'if (!isKept(await secretStore.policy(arn)))',
    tests: late,
  },
  {
    guard: 'a policy that names a user who is not known yet is put again',
    file: `${execute}/ensure-secret.ts`,
    text: '/principal/i',
    without: '/nothing/i',
    tests: late,
  },
  {
    guard: 'a step looks until it sees its claim',
    file: `${execute}/with-lease.ts`,
    text: 'isSeen: (answer) => answer === undefined || isShown(answer.raw, claim, labels.claim),',
    without: 'isSeen: () => true,',
    tests: late,
  },
  {
    guard: 'a description that does not show the claim permits nothing',
    file: `${execute}/lease.ts`,
    text: '(raw.description.labels[versionId]?.includes(label) ?? false)',
    without: 'raw.description.labels !== undefined',
    tests: late,
  },
  {
    guard: 'a chain of claims that is shown late is followed',
    file: `${execute}/lease.ts`,
    text: 'return isFree ? claimAfter(',
    without: 'return isFree && Number.isNaN(0) ? claimAfter(',
    tests: execute,
  },
  {
    guard: 'a claim that was not released is not followed',
    file: `${execute}/lease.ts`,
    text: 'id === head && isReleased(on)',
    without: 'id === head && (isReleased(on) || true)',
    tests: execute,
  },
  {
    guard: 'waiting ends while a claim can still be released',
    file: `${execute}/until-seen.ts`,
    text: 'pause + LEAST_TIME_LEFT) > deadline) throw outOfTime();',
    without: 'pause + LEAST_TIME_LEFT) > deadline) void outOfTime;',
    tests: execute,
  },
  {
    guard: 'a look shows what was done before anything follows from it',
    file: 'src/app/account/process-user.ts',
    text: 'again === undefined || isShownIn(again.snapshot);',
    without: 'again === undefined || isShownIn !== undefined;',
    tests: late,
  },
  {
    guard: 'nothing follows from a look that never shows what was done',
    file: 'src/app/account/process-user.ts',
    text: ": end(record, 'changed');\n};\n\n/** A live read",
    without: ": 'again';\n};\n\n/** A live read",
    tests: late,
  },
  {
    guard: 'a new secret is looked for until it shows',
    file: 'src/app/account/process-user.ts',
    text: 'isSeen: (again) => again === undefined || hasSecret(again.snapshot),',
    without: 'isSeen: () => true,',
    tests: late,
  },
  {
    guard: 'a restored secret is looked at until it shows',
    file: `${execute}/settle.ts`,
    text: 'later.raw?.description.deletionAt === undefined && isNoted(later)',
    without: 'later !== undefined || isNoted(later)',
    tests: late,
  },
  {
    guard: 'where AWSCURRENT is, is read until it shows',
    file: `${execute}/promote.ts`,
    text: 'isSeen: (answer) => holderOf(answer, labels.current) !== from,',
    without: 'isSeen: () => true,',
    tests: late,
  },
  {
    guard: 'a denial at the first read of a new key is not final',
    file: `${execute}/verify.ts`,
    text: "return isLast || context.clock.now() >= plus(deniedSince, DENIED_FOR) ? 'denied' : 'not-yet';",
    without: "return isLast || deniedSince + DENIED_FOR > 0 ? 'denied' : 'not-yet';",
    tests: late,
  },
  {
    guard: 'a new key reads before it does anything else',
    file: `${execute}/verify.ts`,
    text: 'const stored = await readStored(stepContext, key);',
    without: 'await authenticate(stepContext, key);\n  const stored = await readStored(stepContext, key);',
    tests: late,
  },
  {
    guard: 'a version that does not show yet is read again',
    file: 'src/aws/iam/key-verifier.ts',
    text: "if (isAwsFault(error, 'missing')) return 'not-yet';",
    without: '',
    tests: late,
  },
  {
    guard: 'a version without its labels is not taken for written',
    file: 'src/aws/secrets-manager/secret-store.ts',
    text: 'asAsked(await ask(client, command, signed), version);',
    without: 'await ask(client, command, signed);\n    void asAsked;',
    tests: late,
  },
  {
    guard: 'a full secret takes no new key',
    file: 'src/core/rules/rotate.ts',
    text: "if (view.secret?.isFull) return nothing('secret-full');",
    without: '',
    tests: late,
  },
  {
    guard: 'an acceptance is noted beside what a late read does not show yet',
    file: 'src/app/fan-out/note-acceptances.ts',
    text: 'isSeen: (answer) => !isOurs(answer) || isUpToDate(decodeNotes(key, answer.tags), { kind, at, madeAt }),',
    without: 'isSeen: () => isUpToDate !== undefined,',
    tests: 'src/app/fan-out/note-acceptances',
  },
];
