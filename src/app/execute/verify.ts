import { type Instant, plus, SECOND } from '../../core/time.ts';
import { WorkStopped } from '../faults/stop.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { registerOf } from '../observe/secret-of.ts';
import type { NewKey } from '../ports/iam.ts';
import type { SecretValue } from '../ports/secret-value.ts';
import { versionIds } from '../secret/version-ids.ts';
import type { StepContext } from './step-context.ts';
import { storedJson } from './stored-json.ts';

/** A new key works after 3 to 20 s, seldom later: a question before this is one request more for the same answer. */
const FIRST_ASKED = 8 * SECOND;
const POLLS = [2, 3, 3, 5, 5, 10, 10, 10, 10].map((seconds) => seconds * SECOND);

/** The policies that let a user read reach Secrets Manager late, too: a denial is believed after this. */
const DENIED_FOR = 25 * SECOND;

/**
 * Shows, as the new key itself, that it reads what was stored, and that it authenticates as this very user.
 * `authenticated`: it may not read from here (a network-restricted user), so only its use will show that it arrived.
 * It reads first, since of several uses within 15 minutes IAM records only the first.
 */
export const verify = async (stepContext: StepContext<'ROTATE'>, key: NewKey): Promise<'read' | 'authenticated'> => {
  await stepContext.context.clock.sleep(FIRST_ASKED);
  const stored = await readStored(stepContext, key);
  // One Region of IAM may know the key before another: two services say that they know it, or one twice.
  await authenticate(stepContext, key);
  if (stored === 'denied') {
    await authenticate(stepContext, key);
    return 'authenticated';
  }
  if (stored.reveal() !== storedJson(stepContext, key))
    throw new WorkStopped('contradiction', `what Secrets Manager stored for ${key.id} is not what was sent`);
  return 'read';
};

const readStored = (
  { context, snapshot, fence }: StepContext<'ROTATE'>,
  key: NewKey,
): Promise<SecretValue | 'denied'> => {
  const version = { arn: registerOf(snapshot).arn, versionId: versionIds.storage(key.id) };
  let deniedSince: Instant | undefined;
  return poll(context, async (isLast) => {
    const answer = await context.session.verifier.read(key, version, fence.now());
    if (answer !== 'denied') return answer;
    deniedSince ??= context.clock.now();
    return isLast || context.clock.now() >= plus(deniedSince, DENIED_FOR) ? 'denied' : 'not-yet';
  });
};

const authenticate = async (stepContext: StepContext<'ROTATE'>, key: NewKey): Promise<void> => {
  const { context, snapshot } = stepContext;
  const identity = await poll(context, () => context.session.verifier.identity(key, stepContext.fence.now()));
  if (identity.accountId !== context.account.id || identity.userId !== snapshot.user.id)
    throw new WorkStopped(
      'contradiction',
      `the new key ${key.id} belongs to ${identity.userId} of ${identity.accountId}`,
    );
};

const poll = async <T>({ clock }: AccountContext, ask: (isLast: boolean) => Promise<T | 'not-yet'>): Promise<T> => {
  for (const pause of [...POLLS, undefined]) {
    const answer = await ask(pause === undefined);
    if (answer !== 'not-yet') return answer;
    if (pause !== undefined) await clock.sleep(pause);
  }
  throw new WorkStopped(
    'not-verified',
    'the new key did not work within a minute: it stays unused, and is given up after a day',
  );
};
