import type { Stage } from '../environment/environment.ts';
import type { Answered, Heard } from './answered.ts';
import { boundedLabels } from './labels.ts';
import { keyIn, secretById, violate } from './violate.ts';

/** S7: a fate and a verdict are written at most once; the credential that is stored is the key's own, and nobody else's. */
export const versionPut = (stage: Stage, run: Answered, { request }: Heard): void => {
  const { SecretString, VersionStages, SecretId } = request.input;
  const secret = secretById(stage, SecretId);
  if (secret) boundedLabels(stage, secret.labels.size, secret.name);
  const labels = (VersionStages ?? []) as readonly string[];
  if (labels.includes('AWSCURRENT')) violate(stage, 'S6', 'a version was put as AWSCURRENT');
  const value = String(SecretString);
  if (secret && labels.includes('KEYTURN_CLAIM')) run.claims.set(secret.arn, String(request.input.ClientRequestToken));
  const key = stage.ledger.keys.get(keyIn(value) ?? '');
  if (key === undefined) return;
  const kind = (name: string): boolean => labels.includes(`KEYTURN_${name}_${key.id}`);
  if (kind('PENDING')) storedFate(stage, run, { key, value, labels, arn: String(SecretId) });
  if (kind('TOMBSTONE')) fate(stage, key, { kind: 'tombstone', replaces: undefined, arn: String(SecretId) });
  if (kind('VERIFIED')) verdict(stage, key, 'verified');
  if (kind('ABANDONED')) verdict(stage, key, 'abandoned');
};

type Key = Stage['ledger']['keys'] extends Map<string, infer K> ? K : never;

const storedFate = (
  stage: Stage,
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
    violate(stage, 'S7', `what was stored of ${key.id} is not it`);
  if (key.run !== run.run) violate(stage, 'S7', `${run.run} stored ${key.id}, which ${key.run ?? key.by} created`);
  fate(stage, key, { kind: 'stored', replaces: replaced, arn });
};

const fate = (
  stage: Stage,
  key: Key,
  {
    kind,
    replaces,
    arn,
  }: { readonly kind: 'stored' | 'tombstone'; readonly replaces: string | undefined; readonly arn: string },
): void => {
  if (key.fate?.arn !== arn) delete key.verdict;
  if (key.fate?.arn !== arn) delete key.fate;
  if (key.fate && key.fate.kind !== kind) violate(stage, 'S7', `${key.id} was ${key.fate.kind}, and is now ${kind}`);
  key.fate ??= { kind, replaces, arn, at: stage.world.now };
};

const verdict = (stage: Stage, key: Key, kind: 'verified' | 'abandoned'): void => {
  if (key.verdict && key.verdict.kind !== kind)
    violate(stage, 'S7', `${key.id} was ${key.verdict.kind}, and is now ${kind}`);
  if (kind === 'verified' && !key.hasAuthenticated) violate(stage, 'S7', `${key.id} is verified and never worked`);
  key.verdict ??= { kind, at: stage.world.now };
};
