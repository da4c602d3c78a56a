import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { Answered, Heard } from './answered.ts';
import { boundedLabels } from './labels.ts';
import { keyIn, secretById, violate } from './violate.ts';

/**
 * S7: a fate and a verdict are written at most once; the credential that is stored is the key's own, and nobody else's.
 */
export const versionPut = (environment: SimulatedEnvironment, run: Answered, { request }: Heard): void => {
  const { SecretString, VersionStages, SecretId } = request.input;
  const secret = secretById(environment, SecretId);
  if (secret) boundedLabels(environment, secret.labels.size, secret.name);
  const labels = (VersionStages ?? []) as readonly string[];
  if (labels.includes('AWSCURRENT')) violate(environment, 'S6', 'a version was put as AWSCURRENT');
  const value = String(SecretString);
  if (secret && labels.includes('KEYTURN_CLAIM')) run.claims.set(secret.arn, String(request.input.ClientRequestToken));
  const key = environment.ledger.keys.get(keyIn(value) ?? '');
  if (key === undefined) return;
  const kind = (name: string): boolean => labels.includes(`KEYTURN_${name}_${key.id}`);
  if (kind('PENDING')) storedVersion(environment, run, { key, value, labels, arn: String(SecretId) });
  if (kind('TOMBSTONE')) storage(environment, key, { kind: 'tombstone', replaces: undefined, arn: String(SecretId) });
  if (kind('VERIFIED')) verdict(environment, key, 'verified');
  if (kind('ABANDONED')) verdict(environment, key, 'abandoned');
};

type Key = SimulatedEnvironment['ledger']['keys'] extends Map<string, infer K> ? K : never;

const storedVersion = (
  environment: SimulatedEnvironment,
  run: Answered,
  {
    key,
    value,
    labels,
    arn,
  }: { readonly key: Key; readonly value: string; readonly labels: readonly string[]; readonly arn: string },
): void => {
  const replaced = labels.find((label) => label.startsWith('KEYTURN_REPLACES_'))?.slice('KEYTURN_REPLACES_'.length);
  if (!value.includes(`"SecretAccessKey":"${key.secret}"`))
    violate(environment, 'S7', `what was stored of ${key.id} is not it`);
  if (key.run !== run.run)
    violate(environment, 'S7', `${run.run} stored ${key.id}, which ${key.run ?? key.by} created`);
  storage(environment, key, { kind: 'stored', replaces: replaced, arn });
};

const storage = (
  environment: SimulatedEnvironment,
  key: Key,
  {
    kind,
    replaces,
    arn,
  }: { readonly kind: 'stored' | 'tombstone'; readonly replaces: string | undefined; readonly arn: string },
): void => {
  if (key.storage?.arn !== arn) delete key.verdict;
  if (key.storage?.arn !== arn) delete key.storage;
  if (key.storage && key.storage.kind !== kind)
    violate(environment, 'S7', `${key.id} was ${key.storage.kind}, and is now ${kind}`);
  key.storage ??= { kind, replaces, arn, at: environment.world.now };
};

const verdict = (environment: SimulatedEnvironment, key: Key, kind: 'verified' | 'abandoned'): void => {
  if (key.verdict && key.verdict.kind !== kind)
    violate(environment, 'S7', `${key.id} was ${key.verdict.kind}, and is now ${kind}`);
  if (kind === 'verified' && !key.hasAuthenticated)
    violate(environment, 'S7', `${key.id} is verified and never worked`);
  key.verdict ??= { kind, at: environment.world.now };
};
