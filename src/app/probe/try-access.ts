import { isAwsFault } from '../faults/aws-fault.ts';
import type { SecretVersion } from '../ports/secrets-manager.ts';
import { type ProbeContext, probeVersion, signedNow } from './probe-context.ts';
import { asExpected, notSeen, otherwise, type ProbeSeen } from './probe-row.ts';
import { policyRowId } from './probe-rows.ts';

/**
 * What counts as an access. AWS tells no more than the day, and nobody knows how late: a date that shows now is a
 * finding, none proves nothing before tomorrow. By then the secret is scheduled for deletion, and still tells.
 */
export const tryAccess = async (context: ProbeContext): Promise<void> => {
  const { record, session, arn } = context;
  const denied = probeVersion(context, { token: 'denied-read', label: 'LAG' });
  await record.prepared(['access-by-describe', 'read-by-others', 'access-by-denied-read'], async () => {
    await session.secretStore.putVersion(denied, signedNow(context));
    await session.secretStore.describe(arn);
    const before = await session.secretStore.versions(arn);
    await record.look('access-by-describe', async () =>
      accessSeen(context, before.some(isDated), `any version but ${denied.versionId}`),
    );
    let isDenied = false;
    await record.look('read-by-others', async () => {
      isDenied = await isReadDenied(context, denied);
      if (isDenied) return asExpected('denied');
      const isGuarded = record.rows.some(({ id, outcome }) => id === GUARDING && outcome === 'as-expected');
      if (!isGuarded) return notSeen('the value was read, and no policy stood on it', `see the row ${GUARDING}`);
      return otherwise('apply-fails', 'the value was read', EXPOSED);
    });
    await record.look('access-by-denied-read', async () => {
      if (!isDenied) return notSeen('no read was denied', 'see the row read-by-others');
      const after = await session.secretStore.versions(arn);
      const isShown = after.some((version) => version.id === denied.versionId && isDated(version));
      return accessSeen(context, isShown && !before.some(isDated), `the version ${denied.versionId}`);
    });
  });
};

const GUARDING = policyRowId('of-a-user');

const EXPOSED = "the policy of the secret was not obeyed: others than a key's owner can read it";

const isDated = ({ lastReadOn }: SecretVersion): boolean => lastReadOn !== undefined;

const isReadDenied = async (context: ProbeContext, version: { arn: string; versionId: string }): Promise<boolean> => {
  try {
    await context.session.probeRequests.readStored(version, signedNow(context));
    return false;
  } catch (error) {
    if (isAwsFault(error, 'denied')) return true;
    throw error;
  }
};

/** `whose`: at which version a date tomorrow would be a finding. */
const accessSeen = ({ arn, session }: ProbeContext, isShown: boolean, whose: string): ProbeSeen => {
  if (isShown)
    return otherwise('differs', 'a date', 'a key that nobody fetched can look collected, and gets a successor');
  const command = `aws secretsmanager list-secret-version-ids --region ${session.region} --include-deprecated --secret-id '${arn}'`;
  const follows = `look again tomorrow by ${command}: a LastAccessedDate at ${whose} says that it counts`;
  return otherwise('look-again', 'none so far; AWS tells the day alone', follows);
};
