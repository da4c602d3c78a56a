import { SECOND } from '../../core/time.ts';
import { WorkStopped } from '../faults/stop.ts';
import { registerOf } from '../observe/secret-of.ts';
import type { NewKey } from '../ports/iam.ts';
import { credentialJson } from '../secret/contents.ts';
import { versionIds } from '../secret/version-ids.ts';
import type { StepContext } from './step-context.ts';

/** A new key works after 3 to 20 s, seldom later. */
const POLLS = [2, 2, 3, 3, 5, 5, 10, 10, 10, 10].map((seconds) => seconds * SECOND);

/**
 * Shows, as the new key itself, that it authenticates as this very user, twice, and that it reads what was stored.
 * `authenticated`: it may not read from here (a network-restricted user), so only its use will show that it arrived.
 */
export const verify = async (stepContext: StepContext<'ROTATE'>, key: NewKey): Promise<'read' | 'authenticated'> => {
  // One Region of IAM may know the key before another: two answers, one after the other.
  await authenticate(stepContext, key);
  await authenticate(stepContext, key);
  const { arn } = registerOf(stepContext.snapshot);
  const version = { arn, versionId: versionIds.storage(key.id) };
  const stored = await poll(stepContext, () =>
    stepContext.context.session.verifier.read(key, version, stepContext.fence.now()),
  );
  if (stored === 'denied') return 'authenticated';
  if (stored.reveal() !== credentialJson(stepContext.snapshot.user.name, key))
    throw new WorkStopped('contradiction', `what Secrets Manager stored for ${key.id} is not what was sent`);
  return 'read';
};

const authenticate = async (stepContext: StepContext<'ROTATE'>, key: NewKey): Promise<void> => {
  const { context, snapshot } = stepContext;
  const identity = await poll(stepContext, () => context.session.verifier.identity(key, stepContext.fence.now()));
  if (identity.accountId !== context.account.id || identity.userId !== snapshot.user.id)
    throw new WorkStopped(
      'contradiction',
      `the new key ${key.id} belongs to ${identity.userId} of ${identity.accountId}`,
    );
};

const poll = async <T>({ context }: StepContext<'ROTATE'>, ask: () => Promise<T | 'not-yet'>): Promise<T> => {
  for (const pause of [...POLLS, undefined]) {
    const answer = await ask();
    if (answer !== 'not-yet') return answer;
    if (pause !== undefined) await context.clock.sleep(pause);
  }
  throw new WorkStopped(
    'not-verified',
    'the new key did not work within a minute: it stays unused, and is given up after a day',
  );
};
