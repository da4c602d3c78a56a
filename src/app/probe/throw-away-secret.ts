import { SECOND } from '../../core/time.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { secretName } from '../secret/name.ts';
import { tagKeys } from '../secret/tags.ts';
import { versionIds } from '../secret/version-ids.ts';
import { type ProbeRecord, type ProbeRequest, signedNow } from './probe-context.ts';
import { asExpected, otherwise } from './probe-row.ts';

/** Secrets Manager's shortest window. */
export const RECOVERY_DAYS = 7;

/**
 * In the form of users' secrets, so that it is within reach of the member role. There is no user of this name: the part
 * that is random comes from the nonce.
 */
export const probeSecretNames = ({ account, nonce }: Pick<ProbeRequest, 'account' | 'nonce'>) => {
  const user = `keyturn-probe-${versionIds.probe(nonce, 'name').slice(0, 8)}`;
  // A comma in the name of a user is written as `!2C`.
  return { withMark: secretName(account.id, `${user},`), plain: secretName(account.id, user) };
};

/** Nobody's id: ids of users begin with AIDA. No deployment, so that no run takes the secret for one of its own. */
const TAGS = { [tagKeys.userId]: 'probe' };

export interface ThrowAwaySecret {
  readonly name: string;
  readonly arn: string;
}

/**
 * Makes the one secret that everything is tried on. `asked` gets each name that AWS may have made before it is asked
 * for, so that it is taken away whatever comes.
 */
export const makeSecret = async (
  request: ProbeRequest,
  record: ProbeRecord,
  asked: string[],
): Promise<ThrowAwaySecret | undefined> => {
  const { withMark, plain } = probeSecretNames(request);
  let made: ThrowAwaySecret | undefined;
  const make = async (name: string): Promise<void> => {
    asked.push(name);
    try {
      made = { name, ...(await create(request, name)) };
      asked.splice(-1, 1, made.arn);
    } catch (error) {
      // Without a definite answer it may have been made. One that exists already is somebody else's.
      if (isAwsFault(error) && error.kind !== 'doubtful') asked.pop();
      throw error;
    }
  };
  await record.look('name-with-exclamation-mark', async () => {
    try {
      await make(withMark);
      return asExpected('made');
    } catch (error) {
      if (!isAwsFault(error, 'invalid')) throw error;
      await make(plain);
      const follows = 'users with a comma in their names, and users who were made anew, get no key';
      return otherwise('differs', `refused (${error.code})`, follows);
    }
  });
  return made;
};

const create = (request: ProbeRequest, name: string): Promise<{ readonly arn: string }> =>
  request.session.secretStore.create(
    {
      name,
      description: 'Made by keyturn check --probe, which deletes it; holds nothing.',
      versionId: versionIds.probe(request.nonce, 'first'),
      placeholder: JSON.stringify({ Status: 'keyturn check --probe' }),
      tags: TAGS,
      kmsKey: request.kmsKey,
    },
    signedNow(request),
  );

/** What the probe could not take away, and who wants it gone has to. */
export interface LeftOver {
  readonly secret: string;
  readonly why: string;
  readonly command: string;
}

const TRIES = 4;
const PAUSE_MS = 3 * SECOND;

/** Schedules the deletion, also after Ctrl-C. Of what cannot be deleted it says why. */
export const takeAway = async (request: ProbeRequest, secret: string): Promise<LeftOver | undefined> => {
  let why = '';
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const failure = await failureToDelete(request, secret);
    if (failure === undefined) return undefined;
    why = failure;
    if (tries < TRIES) await request.clock.sleep(PAUSE_MS);
  }
  const { region } = request.session;
  const command = `aws secretsmanager delete-secret --region ${region} --secret-id '${secret}' --recovery-window-in-days ${RECOVERY_DAYS}`;
  return { secret, why, command };
};

const failureToDelete = async (request: ProbeRequest, secret: string): Promise<string | undefined> => {
  const { secretStore } = request.session;
  try {
    await secretStore.scheduleDeletion(secret, RECOVERY_DAYS, signedNow(request));
    return undefined;
  } catch (error) {
    if (await isGoing(request, secret)) return undefined;
    // AWS's own words name who asked.
    if (isAwsFault(error)) return `${error.operation} answered ${error.code}`;
    return error instanceof Error ? error.message : String(error);
  }
};

/** An answer may have been lost, or an earlier deletion not taken back. */
const isGoing = async ({ session }: ProbeRequest, secret: string): Promise<boolean> => {
  try {
    return (await session.secretStore.describe(secret))?.deletionAt !== undefined;
  } catch {
    return false;
  }
};
