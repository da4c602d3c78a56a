import type { Mutant } from './guards.ts';

const store = { file: 'src/aws/s3/run-store.ts', tests: 'src/aws/s3/run-store.test.ts' };
const seal = { file: 'src/aws/s3/run-seal.ts', tests: 'src/aws/s3/run-store.test.ts' };
const events = 'src/lambda/planted-documents.test.ts';
const start = { file: 'src/app/fan-out/start-run.ts', tests: 'src/app/fan-out/start-run.test.ts' };
const letters = { file: 'src/lambda/manual-mail.ts', tests: 'src/lambda/functions.test.ts' };

const pace = { file: 'src/app/limits/pace.ts', tests: 'src/app/limits/pace.test.ts' };

/** Guards against documents, events and notes of strangers, each by itself. */
export const sealMutants: readonly Mutant[] = [
  {
    ...store,
    guard: 'a document without the seal of its run is not believed',
    text: 'if (bearsSeal(sealer, Key, { text, given: metadata[SEAL] })) return text;',
    without: 'if (metadata[SEAL] !== "") return text;',
  },
  { ...seal, guard: 'a seal is of one content', text: '[key, text]', without: '[key]' },
  { ...seal, guard: 'a seal is of one place', text: '[key, text]', without: '[text]' },
  {
    ...store,
    guard: 'no document of another run is read',
    text: 'if (key.startsWith(runKeys.of(run.id))) return run;',
    without: 'return run;',
  },
  {
    ...store,
    guard: 'no document of a run is written without its seal',
    text: 'if (run === undefined && isOfRuns(Key))',
    without: 'if (run === undefined && Key === "")',
  },
  {
    guard: 'a visit takes addresses and shares from the list of the run',
    file: 'src/app/fan-out/listed-tickets.ts',
    text: 'return given.flatMap(({ account }) => listed.get(account) ?? []);',
    without: 'return given as readonly AccountTicket[];',
    tests: events,
  },
  {
    guard: 'an account that is not on the list of the run is not visited',
    file: 'src/app/fan-out/listed-tickets.ts',
    text: 'if (strange.length > 0)',
    without: 'if (strange.length > 10)',
    tests: events,
  },
  {
    ...start,
    guard: 'what another delivery started meanwhile stays as it was written',
    text: 'if (meanwhile !== undefined) return meanwhile;',
    without: '',
  },
  {
    ...letters,
    guard: 'a mail by hand goes to nobody but the administrators and the account that it names',
    text: 'if (recipient !== undefined) return recipient;',
    without: 'if (recipient !== email + email) return recipient ?? email;',
  },
  {
    guard: 'nobody but the functions writes into the run bucket',
    file: 'infra/main/storage.ts',
    text: "ArnNotEquals: { 'aws:PrincipalArn'",
    without: "ArnEquals: { 'aws:PrincipalArn'",
    tests: 'infra/run-bucket-simulated.test.ts',
  },
  {
    guard: 'a last complete run of a day to come is not believed',
    file: 'src/app/fan-out/finish-run.ts',
    text: ' && last.day <= dayOf(clock.now())',
    without: '',
    tests: 'src/app/fan-out/finish-run.test.ts',
  },
  { ...pace, guard: 'a retirement of a time to come is none of today', text: ' || at > until', without: '' },
  {
    ...pace,
    guard: 'a retirement on a secret of another deployment is none of ours',
    text: ' || !isOfDeployment(secret.tags, { deployment })',
    without: '',
  },
  {
    ...pace,
    guard: 'a retirement of nobody is none',
    text: 'if (user !== undefined) users.add(user);',
    without: 'users.add(user ?? "");',
  },
  {
    ...pace,
    guard: 'the notes of one account use up no more than its own share',
    text: 'Math.min(retiredToday ?? 0, accountLimit(pace, keys))',
    without: 'retiredToday ?? 0',
  },
  {
    guard: 'a retirement is of a user who is there',
    file: 'src/app/account/observe-account.ts',
    text: 'id !== undefined && ids.has(id) ? id : undefined',
    without: 'id',
    tests: 'test/scenarios/pace.test.ts',
  },
  {
    guard: 'what somebody put under the name of the read policy is not attached',
    file: 'src/app/execute/ensure-secret.ts',
    text: 'if (!isReadPolicy(await context.readPolicy(), { account: account.id, homes: context.homes }))',
    without: 'if (Number.isNaN(context.homes.length))',
    tests: 'test/scenarios/foreign-read-policy.test.ts',
  },
  {
    guard: 'a read policy gives no other secret',
    file: 'src/app/secret/read-policy.ts',
    text: '(resource) => isOwnSecret(String(resource), place) ||',
    without: '(resource) => isOwnSecret(String(resource), place) || true ||',
    tests: 'src/app/secret/read-policy.test.ts',
  },
  {
    guard: 'a read policy gives no use of a key but through Secrets Manager',
    file: 'src/app/secret/read-policy.ts',
    text: ' && isThroughSecretsManager(statement)',
    without: '',
    tests: 'src/app/secret/read-policy.test.ts',
  },
];
