/** One cut into the source. */
export interface Cut {
  readonly file: string;
  readonly text: string;
  readonly without: string;
}

/** A guard, how to take it out, and the tests of which at least one must fail without it. */
export interface Mutant extends Cut {
  readonly guard: string;
  readonly tests: string;
  /** The guards that would still hold where the first alone is gone: taken out together with it. */
  readonly together?: readonly Cut[];
}

const defects = 'test/scenarios/defects.test.ts';
/** Both files of that beginning. */
const interference = 'test/scenarios/interference';
const pace = 'test/scenarios/pace.test.ts';

/** Guards of the shell. Those of the core are held by its own tests, laws and full coverage. */
export const mutants: readonly Mutant[] = [
  {
    guard: 'a failed last-use lookup is not "never used"',
    file: 'src/app/observe/observe-user.ts',
    text: 'lastUsedAt: await users.lastUse(key.id)',
    without: 'lastUsedAt: await users.lastUse(key.id).catch(() => undefined)',
    tests: defects,
  },
  {
    guard: 'no key before the policy of its secret was put',
    file: 'src/app/execute/ensure-secret.ts',
    text: 'await putPolicy(context, { arn, user: snapshot.user }, fence);',
    without: 'await putPolicy(context, { arn, user: snapshot.user }, fence).catch(() => undefined);',
    tests: defects,
  },
  {
    guard: 'no key before a claim showed that the secret can be written',
    file: 'src/app/execute/lease.ts',
    text: '    signed,\n  );\n  return outcome',
    without: "    signed,\n  ).catch(() => 'written' as const);\n  return outcome",
    tests: defects,
  },
  {
    guard: 'a changed resource policy is put back',
    file: 'src/core/rules/tell-owner.ts',
    text: 'if (!secret.policyIntact)',
    without: 'if (Number.isNaN(now))',
    tests: defects,
  },
  {
    guard: 'a comma in a user name is encoded',
    file: 'src/app/secret/name.ts',
    text: "user.replaceAll(',', '!2C')",
    without: 'user',
    tests: defects,
  },
  {
    guard: 'all pages of users are read',
    file: 'src/aws/client/pages.ts',
    text: '} while (marker !== undefined);',
    without: "} while (marker !== undefined && operation !== 'iam:ListUsers');",
    tests: defects,
  },
  {
    guard: "all pages of the exemption group's members are read",
    file: 'src/aws/client/pages.ts',
    text: '} while (marker !== undefined);',
    without: "} while (marker !== undefined && operation !== 'iam:GetGroup');",
    tests: defects,
  },
  {
    guard: 'an exemption that cannot be looked up stops the account',
    file: 'src/app/observe/exemptions.ts',
    text: '    if (!isAwsFault(error)) throw error;',
    without: '    if (isAwsFault(error)) return new Set();',
    tests: defects,
  },
  {
    guard: 'nested organizational units are walked',
    file: 'src/aws/organizations/accounts.ts',
    text: 'for await (const id of unitsOf(client, ParentId)) parents.push(id);',
    without: 'void unitsOf;',
    tests: defects,
  },
  {
    guard: 'a list of accounts that broke off is incomplete',
    file: 'src/app/run/list-accounts.ts',
    text: 'failure = brokenOff(error, seen.size);',
    without: 'void brokenOff(error, seen.size);',
    tests: defects,
  },
  {
    guard: 'a forced run works on the users named only',
    file: 'src/app/account/observe-account.ts',
    text: 'users.length > 0 ?',
    without: 'users.length > 99 ?',
    tests: defects,
  },
  {
    guard: "one user's failure stays that user's",
    file: 'src/app/account/process-user.ts',
    text: '    fail(record, error);\n    return',
    without: '    throw error;\n    return',
    tests: defects,
  },
  {
    guard: 'the grace begins when the owner was told',
    file: 'src/core/rules/tell-owner.ts',
    text: 'export const toldAt = ',
    without:
      'export const toldAt = ({ notes }: KeyRecord): Instant | undefined => notes.promotedAt;\nexport const unused = ',
    tests: defects,
  },
  {
    guard: 'of those who saw the same head, one wins the claim',
    file: 'src/app/execute/lease.ts',
    text: "return outcome === 'exists' ? 'lost' :",
    without: "return outcome === 'nobody' ? 'lost' :",
    tests: interference,
  },
  {
    guard: 'a claim that went with its secret is no claim',
    file: 'src/app/execute/execute-step.ts',
    text: "const isOurs = again.snapshot.observation.secret?.claim === 'ours';",
    without: 'const isOurs = true;',
    tests: 'test/scenarios/claim-lost-with-secret.test.ts',
  },
  {
    guard: 'the second look must confirm the first',
    file: 'src/app/execute/execute-step.ts',
    text: 'const isConfirmed = isOurs && isSameStep(first.plan.step, again.plan.step);',
    without: 'const isConfirmed = isOurs; void isSameStep;',
    tests: interference,
  },
  {
    guard: 'decisive calls are signed with the time of their observation',
    file: 'src/app/execute/request-fence.ts',
    text: 'return { signedAt: observedAt };',
    without: 'void observedAt; return { signedAt: clock.now() };',
    tests: interference,
  },
  {
    guard: 'a run that began hours ago writes nothing any more',
    file: 'src/app/run/run.ts',
    text: 'const end = plus(clock.now(), RUN_LIMIT);',
    without: 'const end = plus(clock.now(), RUN_LIMIT * 1_000);',
    tests: 'test/scenarios/closed-laptop.test.ts',
  },
  {
    guard: 'a clock that disagrees stops the user',
    file: 'src/app/observe/observe-user.ts',
    text: 'Math.abs(offset) <= CLOCK_TOLERANCE',
    without: 'Math.abs(offset) <= CLOCK_TOLERANCE * 1e9',
    tests: 'test/scenarios/clock.test.ts',
  },
  {
    guard: 'a key whose secret definitely was not stored is taken back',
    file: 'src/app/execute/rotate.ts',
    text: "if (isAwsFault(error) && error.kind !== 'doubtful') await takeBack(stepContext, key);",
    without: 'void takeBack; void isAwsFault;',
    tests: interference,
  },
  {
    guard: 'a key is promoted only after it worked',
    file: 'src/app/execute/verify.ts',
    text: "  throw new WorkStopped(\n    'not-verified',",
    without: "  if (POLLS.length > 0) return undefined as T;\n  throw new WorkStopped(\n    'not-verified',",
    tests: interference,
  },
  {
    guard: 'a re-created user does not inherit the secret',
    file: 'src/app/secret/read-state.ts',
    text: "if (isOurs && tags[tagKeys.userId] !== reading.user.id) return 'other-owner';",
    without: '',
    tests: interference,
  },
  {
    guard: 'a secret that is not ours is left alone',
    file: 'src/app/secret/read-state.ts',
    text: "if (!isOurs && !reading.adopt) return 'not-ours';",
    without: '',
    tests: interference,
  },
  {
    guard: 'a note that is not about its key does not count',
    file: 'src/app/secret/tags.ts',
    text: 'if (id !== key) return {};',
    without: '',
    tests: interference,
  },
  {
    guard: 'the try is noted before a mail is sent',
    file: 'src/app/secret/tags.ts',
    text: '  lastTryAt: at,',
    without: '',
    tests: interference,
  },
  {
    guard: 'a second look comes a minute after the first',
    file: 'src/app/account/process-user.ts',
    text: "if (needsConfirmingRead(step) && !(request.seenBefore && isSameStep(request.seenBefore, step))) return 'later';",
    without: 'void needsSecondLook; void isSameStep;',
    tests: interference,
  },
  {
    guard: "today's share is not exceeded by a second run",
    file: 'src/app/limits/pace.ts',
    text: 'if (at !== undefined && at > since) count += 1;',
    without: 'void since; void at;',
    tests: pace,
  },
  {
    guard: 'a renamed user is alive',
    file: 'src/app/account/expire-secrets.ts',
    text: 'if (isRenamed) return remark',
    without: 'if (isRenamed && Number.isNaN(goneSince)) return remark',
    tests: 'test/scenarios/long-life.test.ts',
  },
  {
    guard: 'what is recorded of keys that are gone is taken off',
    file: 'src/core/plan.ts',
    text: '  forgetGone,\n',
    without: '',
    tests: 'test/scenarios/long-life.test.ts',
  },
  {
    guard: 'a chain of claims without its label is walked',
    file: 'src/app/execute/lease.ts',
    text: '?? endOfChain(request)',
    without: '?? versionIds.genesis(request.userId)',
    tests: 'test/scenarios/long-life.test.ts',
  },
  {
    guard: 'the breaker opens',
    file: 'src/app/account/allowance.ts',
    text: "record.planned = record.planned && underAllowance(context, record.planned, 'breaker-open');",
    without: 'void record;',
    tests: pace,
  },
  {
    guard: 'plan cannot write',
    file: 'src/aws/client/client-factory.ts',
    text: 'throw new WriteRefused(',
    without: 'void new WriteRefused(',
    tests: 'src/aws',
  },
];
