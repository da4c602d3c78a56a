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
const renamed = 'test/scenarios/renamed-in-mid-rotation.test.ts';
const regions = 'test/scenarios/regions.test.ts';

/** Guards of the shell. Those of the core are held by its own tests, laws and full coverage. */
export const mutants: readonly Mutant[] = [
  {
    guard: 'a failed last-use lookup is not "never used"',
    file: 'src/app/observe/observe-user.ts',
    text: '...(await users.lastUse(key.id))',
    without: '...(await users.lastUse(key.id).catch(() => ({ lastUsedAt: undefined, lastUsedService: undefined })))',
    tests: defects,
  },
  {
    guard: 'no key before the policy of its secret was put',
    file: 'src/app/execute/ensure-secret.ts',
    text: 'await putPolicy(context, { arn, policy }, fence);',
    without: 'await putPolicy(context, { arn, policy }, fence).catch(() => undefined);',
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
    file: 'src/core/rules/keep-policy.ts',
    text: 'if (!isChanged(view) || isUndoneOften(view)) return undefined;',
    without: 'if (view.now > 0) return undefined;',
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
    text: 'const isOurs = isShown(snapshot.raw, lease.claim, labels.claim);',
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
    file: 'src/app/run/enter-account.ts',
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
    guard: "nobody works on a secret that carries somebody else's id",
    file: 'src/app/secret/read-state.ts',
    text: "if (isOurs && tags[tagKeys.userId] !== reading.user.id) return 'other-owner';",
    without: '',
    tests: renamed,
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
    text: 'return users.size;',
    without: 'return 0;',
    tests: pace,
  },
  {
    guard: 'a renamed user is alive',
    file: 'src/app/account/expire-secrets.ts',
    text: 'const name = names.get(owner);',
    without: 'const name = names.get(owner) === madeFor ? madeFor : undefined;',
    tests: 'test/scenarios/long-life.test.ts',
  },
  {
    guard: 'a secret is believed only with the id of its user',
    file: 'src/app/observe/find-secret.ts',
    text: 'if (named?.tags[tagKeys.userId] === owner.user.id) return',
    without: 'if (named) return',
    tests: renamed,
  },
  {
    guard: 'a secret is found by the id of its user, whatever its name',
    file: 'src/app/observe/find-secret.ts',
    text: 'if (elsewhere) return found(elsewhere);',
    without: '',
    tests: renamed,
  },
  {
    guard: 'an id that somebody put on a secret does not make it the secret of that user',
    file: 'src/app/observe/find-secret.ts',
    text: 'if (await hasWrittenFor(owner, raw.versions)) return raw;',
    without: 'return raw;',
    tests: renamed,
  },
  {
    guard: 'a wrong id on a secret gives its user no second one',
    file: 'src/app/observe/find-secret.ts',
    text: ' || (await hasWrittenFor(owner, raw.versions))) return found(raw);',
    without: ') return found(raw);',
    tests: renamed,
  },
  {
    guard: 'a mid-rotation of a renamed user is connected with his secret',
    file: 'src/app/account/inventory.ts',
    text: '(isRegular || isSomebodyMissing(context, candidates, secrets))',
    without: 'isRegular',
    tests: renamed,
  },
  {
    guard: 'odd secrets are looked for where nothing is due',
    file: 'src/app/account/inventory.ts',
    text: 'names.length > 0 || isRegular ? await',
    without: 'names.length > 0 ? await',
    tests: 'test/scenarios/regular-look.test.ts',
  },
  {
    guard: 'secrets of ours in another Region stop the account',
    file: 'src/app/account/batches.ts',
    text: 'isPlaceChecked = await checkPlace(done);',
    without: 'isPlaceChecked = checkPlace !== undefined;',
    tests: regions,
  },
  {
    guard: 'a Region that does not answer stops the account',
    file: 'src/app/account/rotated-elsewhere.ts',
    text: 'if (failed) throw failed.failure;',
    without: 'void failed;',
    tests: regions,
  },
  {
    guard: 'Regions that cannot be listed for another reason than a lacking right stop the account',
    file: 'src/app/account/rotated-elsewhere.ts',
    text: "if (!isAwsFault(error, 'denied')) throw error;",
    without: 'if (!isAwsFault(error)) throw error;',
    tests: regions,
  },
  {
    guard: 'a replica is no secret of its own',
    file: 'src/app/account/rotated-elsewhere.ts',
    text: ' && (primaryRegion || region) === region;',
    without: '; void primaryRegion; void region;',
    tests: regions,
  },
  {
    guard: "another deployment's secrets elsewhere stop nobody",
    file: 'src/app/account/rotated-elsewhere.ts',
    text: 'tags[tagKeys.deployment] === settings.deployment && ',
    without: '',
    tests: regions,
  },
  {
    guard: 'one secret that cannot be tidied up does not stop the others',
    file: 'src/app/account/expire-secrets.ts',
    text: '    context.remark(`the secret',
    without: '    if (why) throw error;\n    context.remark(`the secret',
    tests: 'test/scenarios/deleted-user.test.ts',
  },
  {
    guard: 'what is recorded of keys that are gone is taken off',
    file: 'src/core/plan.ts',
    text: 'decide: forgetGone',
    without: 'decide: () => undefined',
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
    file: 'src/app/account/process-account.ts',
    text: "record.planned = underAllowance(context, record.planned, 'breaker-open');",
    without: 'void underAllowance;',
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
