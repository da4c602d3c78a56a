import { MINUTE } from '../../../src/core/time.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { Answered, Heard } from './answered.ts';
import { sync } from './ledger.ts';
import { usedByOwnerBefore, wasCollected } from './owner-use.ts';
import { currentKey, isR1, secretOf, userNamed, violate } from './violate.ts';

const LEASE = 35 * MINUTE;

/**
 * S8: once a run and user, and only under this run's own unexpired claim. I2: an event delivered again creates nothing
 * more.
 */
export const keyCreated = (environment: SimulatedEnvironment, run: Answered, { request }: Heard): void => {
  const { ledger, world, counters } = environment;
  const name = String(request.input.UserName);
  counters.creations += 1;
  sync(ledger, world, { by: 'keyturn', run: run.run });
  const once = `create ${name}`;
  if (run.sent.has(once)) violate(environment, 'S8', `${run.run} created a second key for ${name}`);
  run.sent.add(once);
  renewed(environment, name);
  const { event } = run.spec;
  if (event !== undefined) createdOnce(environment, event, name);
  const why = whyNotClaimed(environment, run, name);
  const user = userNamed(environment, name);
  if (why && !(user && isR1(environment, user.userId)))
    violate(environment, 'S8', `${run.run} created a key for ${name} ${why}`);
};

/** I2, unless a person deleted the first one: then the user is without, and gets another. */
const createdOnce = (environment: SimulatedEnvironment, event: string, name: string): void => {
  const { events, keys } = environment.ledger;
  const first = keys.get(events.get(event) ?? '');
  const wasDeleted = first?.status === 'gone' && first.changedBy === 'person';
  if (first && !wasDeleted) violate(environment, 'I2', `one event created two keys for ${name}`);
  const made = userNamed(environment, name)?.keys.at(-1);
  if (made) events.set(event, made.accessKeyId);
};

/** L7: a key of ours that its owner neither fetched nor used gets no successor. */
const renewed = (environment: SimulatedEnvironment, name: string): void => {
  const last = currentKey(environment, secretOf(environment, name));
  if (last?.by !== 'keyturn' || last.verdict?.kind !== 'verified' || last.status !== 'Active') return;
  const user = userNamed(environment, name);
  if (user === undefined || isR1(environment, user.userId)) return;
  if (usedByOwnerBefore(environment, last, environment.world.now) === undefined && !wasCollected(environment, last))
    violate(environment, 'L7', `${last.id} of ${name}, which nobody fetched or used, got a successor`);
};

const whyNotClaimed = (
  environment: SimulatedEnvironment,
  { run, claims }: Answered,
  name: string,
): string | undefined => {
  const secret = secretOf(environment, name);
  const claim = secret?.versions.get(claims.get(secret.arn) ?? '');
  if (claim === undefined || !String(claim.value).includes(`"${run} `)) return 'without a claim';
  if (claim.stages.includes('KEYTURN_IDLE') || environment.world.now >= claim.createdAt + LEASE)
    return 'under a claim that was over';
  // A label that a person took off leaves the version, which still keeps the next worker out.
  const isHead = claim.stages.includes('KEYTURN_CLAIM') || !secret?.labels.has('KEYTURN_CLAIM');
  return isHead ? undefined : "under another worker's claim";
};
