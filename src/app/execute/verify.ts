import { SECOND } from '../../core/time.ts';
import { Stop } from '../faults/stop.ts';
import { registerOf } from '../observe/secret-of.ts';
import type { NewKey } from '../ports/iam.ts';
import { credentialJson } from '../secret/contents.ts';
import { versionIds } from '../secret/version-ids.ts';
import type { Act } from './step-context.ts';

/** A new key works after 3 to 20 s, seldom later. */
const POLLS = [2, 2, 3, 3, 5, 5, 10, 10, 10, 10].map((seconds) => seconds * SECOND);

/**
 * Shows, as the new key itself, that it authenticates as this very user, twice, and that it reads what was stored.
 * `authenticated`: it may not read from here (a network-restricted user), so only its use will show that it arrived.
 */
export const verify = async (act: Act<'ROTATE'>, key: NewKey): Promise<'read' | 'authenticated'> => {
  // One Region of IAM may know the key before another: two answers, one after the other.
  await authenticate(act, key);
  await authenticate(act, key);
  const { arn } = registerOf(act.sight);
  const version = { arn, versionId: versionIds.fate(key.id) };
  const stored = await poll(act, () => act.place.session.verifier.read(key, version, act.hand.check()));
  if (stored === 'denied') return 'authenticated';
  if (stored.reveal() !== credentialJson(act.sight.user.name, key))
    throw new Stop('contradiction', `what Secrets Manager stored for ${key.id} is not what was sent`);
  return 'read';
};

const authenticate = async (act: Act<'ROTATE'>, key: NewKey): Promise<void> => {
  const { place, sight } = act;
  const identity = await poll(act, () => place.session.verifier.identity(key, act.hand.check()));
  if (identity.accountId !== place.account.id || identity.userId !== sight.user.id)
    throw new Stop('contradiction', `the new key ${key.id} belongs to ${identity.userId} of ${identity.accountId}`);
};

const poll = async <T>({ place }: Act<'ROTATE'>, ask: () => Promise<T | 'not-yet'>): Promise<T> => {
  for (const pause of [...POLLS, undefined]) {
    const answer = await ask();
    if (answer !== 'not-yet') return answer;
    if (pause !== undefined) await place.clock.sleep(pause);
  }
  throw new Stop(
    'not-verified',
    'the new key did not work within a minute: it stays unused, and is given up after a day',
  );
};
