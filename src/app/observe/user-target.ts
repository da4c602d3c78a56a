import type { AccountId } from '../../core/keys.ts';
import { Fault } from '../faults/fault.ts';
import type { AccountSession } from '../ports/sts.ts';
import { formats } from '../settings/formats.ts';

/** The one user that a person names. */
export interface UserTarget {
  readonly name: string;
  /** As the ARN tells it. */
  readonly account?: AccountId | undefined;
  /** Given instead of a name: the user meant is the one who has all of it, partition and path included. */
  readonly arn?: string | undefined;
}

/**
 * `undefined`: the text is neither the name nor the ARN of a user. The form of an ARN, with its path:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
export const readUserTarget = (text: string): UserTarget | undefined => {
  const [, account, named] = ARN.exec(text) ?? [];
  const name = named ?? text;
  if (name.length > formats.userName.longest || !formats.userName.pattern.test(name)) return undefined;
  return account === undefined ? { name } : { name, account: account as AccountId, arn: text };
};

const ARN = /^arn:aws[a-z-]*:iam::(\d{12}):user\/(?:[\u0021-\u007e]{0,510}\/)?([^/]+)$/;

/** The account of the session has the user who is meant. */
export const isPresent = async (
  { users }: Pick<AccountSession, 'users'>,
  { name, arn }: UserTarget,
): Promise<boolean> => {
  const found = await users.find(name);
  return found !== undefined && (arn === undefined || found.arn === arn);
};

/** Throws a {@link Fault} where the user who is meant is not in the account of the session: whom it has instead. */
export const refuseOtherUser = async (
  { users }: Pick<AccountSession, 'users'>,
  { name, arn = name }: UserTarget,
): Promise<void> => {
  const found = await users.find(name);
  if (found === undefined) throw new Fault('user-not-found', `the account has no user ${name}`);
  if (found.arn !== arn)
    throw new Fault('user-not-found', `nobody has the ARN ${arn}: the user ${name} is ${found.arn}`, {
      remedy: 'give the ARN as AWS shows it: partition, account, path and name must all be those of the user',
    });
};
