import type { Mutant } from './guards.ts';

const rotation = 'test/scenarios/central/whole-rotation.test.ts';
const moves = 'test/scenarios/central/moves.test.ts';
const readPolicy = { file: 'src/app/secret/read-policy.ts', tests: 'src/app/secret/read-policy.test.ts' };

/** Secrets of all accounts in one: nobody gets a key that he could not read, and no secret is taken for missing. */
export const centralMutants: readonly Mutant[] = [
  {
    guard: 'a secret in another account is made for nobody who could not read it',
    file: 'src/app/execute/ensure-secret.ts',
    text: 'if (!isOptional) throw notReadable(whose, why);',
    without: '',
    tests: rotation,
  },
  {
    guard: 'the policy that users read by must know of the other account',
    file: 'src/app/execute/ensure-secret.ts',
    text: 'if (!isOptional && !readsFrom(await context.readPolicy(), { account: account.id, home }))',
    without: 'if (Number.isNaN(home.length))',
    tests: rotation,
  },
  {
    guard: 'no key goes for a successor that its user may not read any more',
    file: 'src/app/execute/retire.ts',
    text: "if (step.ground === 'predecessor') await requireRead(context, snapshot, fence);",
    without: '',
    tests: rotation,
  },
  {
    guard: 'the read is given before anything is made',
    file: 'src/app/execute/execute-step.ts',
    text: 'if (isRotation) await grantRead(context, snapshot, fence);\n  return ensureSecret(context, snapshot, fence);',
    without:
      'const arn = await ensureSecret(context, snapshot, fence);\n  if (isRotation) await grantRead(context, snapshot, fence);\n  return arn;',
    tests: rotation,
  },
  {
    guard: 'secrets in the other account stop an account',
    file: 'src/app/account/rotated-elsewhere.ts',
    text: '...(otherHome === undefined ? [] :',
    without: '...(otherHome?.caller.arn !== undefined ? [] : otherHome === undefined ? [] :',
    tests: moves,
  },
  {
    guard: '--account self keeps no secret where nobody looks for it',
    file: 'src/app/run/enter-account.ts',
    text: 'if (request.settings.central === undefined) return dependencies.sessions.openOwn({ readOnly });',
    without: 'if (account.id !== undefined) return dependencies.sessions.openOwn({ readOnly });',
    tests: rotation,
  },
  {
    guard: "AWS's own KMS key is refused for secrets of other accounts",
    file: 'src/app/settings/parse.ts',
    text: "values.kmsKey === undefined || values.kmsKey.startsWith('alias/aws/')",
    without: 'values.kmsKey === null',
    tests: 'src/app/settings/parse.test.ts',
  },
  {
    guard: 'a policy that gives secrets of others is not attached',
    ...readPolicy,
    text: "return isById && userIn(arn, place, place.homes) === '*';",
    without: "return userIn(arn, place, place.homes) === '*';",
  },
  {
    guard: 'the sandbox lets nobody use a KMS key without the right to it',
    file: 'src/sandbox/operations/secretsmanager/encryption-key.ts',
    text: 'if (!uses.every((action) => mayUse(call, { key, action, secretArn: secret.arn }))) throw keyDenied();',
    without: '',
    tests: 'src/sandbox/operations/secretsmanager/encryption-key.test.ts',
  },
];
