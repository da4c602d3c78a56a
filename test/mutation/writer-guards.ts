import type { Mutant } from './guards.ts';

const writers = 'test/scenarios/trust/secret-writers.test.ts';
const policies = 'src/app/secret/policy.test.ts';

/** Who may change a secret, and how that comes to secrets of an earlier form. */
export const writerMutants: readonly Mutant[] = [
  {
    guard: 'a new secret names its writers before there is a key in it',
    file: 'src/app/execute/ensure-secret.ts',
    text: 'const policy = secretPolicy(user, context.writers);',
    without: 'const policy = secretPolicy(user, undefined);',
    tests: writers,
  },
  {
    guard: 'whoever is no writer is denied each change',
    file: 'src/app/secret/policy.ts',
    text: '...(writers === undefined ? [] : [onlyWriters(writers)]),',
    without: '',
    tests: 'test/security/who-can-write.test.ts',
  },
  {
    guard: 'writers are known by the path of their ARN too',
    file: 'src/app/secret/writers.ts',
    text: `inAccount(\`role/\${BREAK_GLASS_ROLE}\`)`,
    without: `inAccount(\`role/*\${BREAK_GLASS_ROLE}\`)`,
    tests: 'test/security/who-can-write.test.ts',
  },
  {
    guard: 'a caller whom the setting does not name shuts himself out of nothing',
    file: 'src/app/run/enter-account.ts',
    text: ': isWriter(caller.arn, writers)',
    without: ': caller.arn.length > 0',
    tests: writers,
  },
  {
    guard: 'one secret of an account names its writers first',
    file: 'src/app/observe/writer-rollout.ts',
    text: "return first === arn ? 'first' : 'wait';",
    without: "return first === '' ? 'wait' : 'first';",
    tests: writers,
  },
  {
    guard: 'the others wait until a later run could write',
    file: 'src/app/observe/writer-rollout.ts',
    text: "clock.now())) ? 'wait' : 'first';",
    without: "clock.now())) ? 'shown' : 'first';",
    tests: writers,
  },
  {
    guard: 'what somebody wrote while a policy was brought up to date stops the step',
    file: 'src/app/execute/settle.ts',
    text: 'if (contentOf({ versions, tags: description?.tags ?? {} }) !== contentOf(registerOf(snapshot)))',
    without: 'if (Number.isNaN(versions.length))',
    tests: writers,
  },
  {
    guard: 'a version that somebody wrote before keyturn stored a key is passed on to nobody',
    file: 'src/app/secret/read-state.ts',
    text: "return current === 'unknown' && !holdsOurs && !adopt ? 'foreign-version' : undefined;",
    without: 'return undefined;',
    tests: writers,
  },
  {
    guard: 'a tag of the user holds him',
    file: 'src/app/observe/observe-user.ts',
    text: 'user: { ...observedUser(user), isHeld },',
    without: 'user: observedUser(user),',
    tests: writers,
  },
  {
    guard: 'policies of secrets at rest are compared',
    file: 'src/app/account/inventory.ts',
    text: 'const wanting = isWhole ? await comparePolicies(context, atRest, secrets) : new Set<string>();',
    without: 'const wanting = new Set<string>();',
    tests: writers,
  },
  {
    guard: 'the policy of a secret whose user waits for a turn is compared all the same',
    file: 'src/app/account/process-user.ts',
    text: "if (!planned.isFromReport || !record.isPolicyUnread) return 'done';",
    without: "if (!planned.isFromReport || record.isPolicyUnread || !isInterrupted()) return 'done';",
    tests: 'test/scenarios/regular-look.test.ts',
  },
  {
    guard: 'a policy that names others as readers is no earlier form',
    file: 'src/app/secret/policy.ts',
    text: "if (!isOurs) return 'changed';",
    without: "if (!isOurs && named === undefined) return 'changed';",
    tests: policies,
  },
  {
    guard: 'another member role is refused until the secrets name it',
    file: 'src/app/deploy/context.ts',
    text: '  refuseLockOut(present, main);\n',
    without: '',
    tests: 'src/app/deploy/deploy.test.ts',
  },
  {
    guard: 'undeploy takes nothing away while a secret could not be opened',
    file: 'src/app/deploy/step.ts',
    text: "if (result.part === 'secrets' && result.outcome === 'incomplete' && !isDryRun) break;",
    without: '',
    tests: 'src/app/deploy/undeploy.test.ts',
  },
  {
    guard: 'a secret that is marked while it comes back is written to no more',
    file: 'src/app/execute/ensure-secret.ts',
    text: 'if (seen !== undefined && !(areOurs(seen.tags, settings) && seen.tags[tagKeys.userId] === user.id))',
    without: 'if (Number.isNaN(fence.now()))',
    tests: 'test/scenarios/promises/failing-users.test.ts',
  },
  {
    guard: 'an update of a policy that AWS refuses keeps nothing else from being done',
    file: 'src/app/account/process-user.ts',
    text: "if (!isUpdate || !isAwsFault(error, 'denied', 'invalid', 'limit')) throw error;",
    without: 'if (isUpdate || error !== undefined) throw error;',
    tests: writers,
  },
];
