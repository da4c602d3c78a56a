import { holderOf } from '../observe/observe-user.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import { type ProbeContext, probeVersion, signedNow } from './probe-context.ts';
import type { ProbeSeen } from './probe-row.ts';
import { lagSeen, listLagSeen, type ShownAfter, shownAfter } from './shown-after.ts';

/** How late reads show one write: a version, and its label. */
export const tryLags = (context: ProbeContext): Promise<void> => {
  const { record, session, arn } = context;
  return record.prepared(['lag-describe', 'lag-versions', 'lag-list'], async () => {
    const { secretStore } = session;
    // A secret that AWS does not know yet takes no version.
    await shownAfter(
      context,
      () => secretStore.describe(arn),
      (secret) => secret !== undefined,
    );
    const version = probeVersion(context, { token: 'lag', label: 'LAG' });
    await secretStore.putVersion(version, signedNow(context));
    const [label] = version.labels;
    const isShown = (secret: SecretDescription | undefined): boolean =>
      secret?.labels[version.versionId]?.includes(label) ?? false;
    // At the same time, so that none waits for another.
    const rows = [
      lag(
        shownAfter(context, () => secretStore.describe(arn), isShown),
        lagSeen,
      ),
      lag(
        shownAfter(
          context,
          () => secretStore.versions(arn),
          (versions) => holderOf(versions, label) === version.versionId,
        ),
        lagSeen,
      ),
      lag(
        shownAfter(context, () => listed(context), isShown),
        listLagSeen,
      ),
    ] as const;
    await record.look('lag-describe', await rows[0]);
    await record.look('lag-versions', await rows[1]);
    await record.look('lag-list', await rows[2]);
  });
};

/** Ends without failing: the failure comes when the row is written. */
const lag = <T>(
  work: Promise<ShownAfter<T>>,
  seen: (shown: ShownAfter<T>) => ProbeSeen,
): Promise<() => Promise<ProbeSeen>> => {
  const row = async (): Promise<ProbeSeen> => seen(await work);
  return work.then(
    () => row,
    () => row,
  );
};

const listed = async ({ session, arn, name }: ProbeContext): Promise<SecretDescription | undefined> => {
  for await (const page of session.secretStore.list(name))
    for (const secret of page) if (secret.arn === arn) return secret;
  return undefined;
};
