import type { Caller } from '../../app/ports/sts.ts';
import type { AccountId } from '../../core/keys.ts';
import type { CreationRecord } from '../cloudtrail/cloudtrail.ts';
import type { UserIdentity } from '../cloudtrail/record.ts';

/** Every session of ours begins so; the run's id follows. */
export const SESSION_PREFIX = 'keyturn-';

/** A key that a session of ours of the member role created. */
export const byMemberRole =
  (account: AccountId, memberRole: string) =>
  ({ userIdentity }: CreationRecord): boolean => {
    const session = sessionOf(userIdentity);
    return (
      session !== undefined &&
      session.account === account &&
      session.role === roleName(memberRole) &&
      session.name.startsWith(SESSION_PREFIX)
    );
  };

/**
 * A key that the caller's own identity created. Without a member role keyturn shares that identity with people, so that
 * the record must also name keyturn's user agent; a role's session names differ from run to run.
 */
export const byCaller =
  (caller: Caller) =>
  ({ userIdentity, userAgent }: CreationRecord): boolean =>
    /\bkeyturn\b/.test(userAgent) && isSame(userIdentity, caller);

const isSame = (identity: UserIdentity, caller: Caller): boolean => {
  const theirs = sessionOf(identity);
  const ours = sessionOf({ type: 'AssumedRole', arn: caller.arn });
  if (theirs === undefined || ours === undefined) return identity.arn === caller.arn;
  return theirs.account === ours.account && theirs.role === ours.role;
};

interface RoleSession {
  readonly account: string;
  readonly role: string;
  readonly name: string;
}

const sessionOf = ({ type, arn }: UserIdentity): RoleSession | undefined => {
  if (type !== 'AssumedRole' || typeof arn !== 'string') return undefined;
  const [, account, role, name] = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\/(.+)$/.exec(arn) ?? [];
  return account && role && name ? { account, role, name } : undefined;
};

/** Session ARNs leave a role's path out. */
export const roleName = (role: string): string => role.slice(role.lastIndexOf('/') + 1);
