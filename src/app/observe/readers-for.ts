import type { ReportedUser, UserDetails } from '../ports/iam.ts';
import { liveHandoverIn } from '../secret/policy-state.ts';
import { isAllowed, READER_TAG, readerRule, readersOf } from '../secret/readers.ts';
import type { AccountContext } from './account-context.ts';

type ReaderContext = Pick<AccountContext, 'account' | 'session' | 'settings' | 'remark'>;

/**
 * The roles that may read a user's secret for good. A user whose tags were not read has none so far: a later
 * comparison of his policy brings them.
 */
export const readersFor = (
  { account, session, settings, remark }: ReaderContext,
  user: ReportedUser | UserDetails,
): readonly string[] => {
  if (!('tags' in user) || user.tags[READER_TAG] === undefined) return [];
  const { partition } = session.caller;
  const whose = { partition, account: account.id, path: user.path, tags: user.tags };
  const rules = settings.readers.map(readerRule);
  const { readers, unknown, withoutKey } = readersOf(rules, whose, { hasOwnKey: settings.kmsKey !== undefined });
  for (const name of unknown)
    remark(
      `${user.name} (${account.id}): the tag ${READER_TAG} names ${name}, which the setting readers does not allow this user: nobody reads the secret by it`,
    );
  for (const arn of withoutKey)
    remark(
      `${user.name} (${account.id}): ${arn} is of another account, and reads a secret only under a KMS key of your own (setting kmsKey)`,
    );
  return readers;
};

/** While a role reads the secret by a person's wish, each run that sees its policy says so. */
export const tellHandover = (
  { account, clock, remark }: Pick<AccountContext, 'account' | 'clock' | 'remark'>,
  user: string,
  policy: string | undefined,
): void => {
  const handover = liveHandoverIn(policy, clock.now());
  if (handover !== undefined)
    remark(
      `${user} (${account.id}): ${handover.to} may read the secret until ${new Date(handover.until).toISOString()}, by a handover`,
    );
};

/** Whether a user of this ARN may have readers, so that his tags count. */
export const mayHaveReaders = ({ account, settings }: ReaderContext, arn: string): boolean => {
  const path = pathIn(arn);
  return settings.readers.some((entry) => isAllowed(readerRule(entry), { account: account.id, path }));
};

/** Of a user's ARN. */
export const pathIn = (arn: string): string => /:user(\/(?:.*\/)?)[^/]*$/.exec(arn)?.[1] ?? '/';
