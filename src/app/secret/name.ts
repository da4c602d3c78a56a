import type { AccountId } from '../../core/keys.ts';

/**
 * The name of a user's secret. IAM allows a comma in a user name, Secrets Manager does not; `!` is allowed in a
 * secret's name and not in a user's, so the encoding is injective.
 */
export const secretName = (account: AccountId, user: string): string =>
  `${secretNamePrefix(account)}${user.replaceAll(',', '!2C')}_AccessKey`;

/**
 * Where a user who was renamed, or deleted, has left the name's secret behind: the name with the id of whoever has the
 * user's name now.
 */
export const secretNameWithId = (
  account: AccountId,
  { name, id }: { readonly name: string; readonly id: string },
): string => secretName(account, `${name}!${id}`);

export const secretNamePrefix = (account: AccountId): string => `Account_${account}_User_`;

/** The user for whom a secret of this name was made, if it is one of ours; the user may have another name by now. */
export const userOfSecret = (account: AccountId, name: string): string | undefined => {
  const encoded = name.slice(secretNamePrefix(account).length, -'_AccessKey'.length);
  if (secretName(account, encoded) !== name) return undefined;
  // The id of a user is of capital letters and digits, and begins with AIDA.
  return encoded.replace(/!AIDA[A-Z0-9]+$/, '').replaceAll('!2C', ',');
};

/**
 * The managed policy that comes with the roles: its resource is named after `${aws:username}`, which a comma breaks.
 */
export const READ_POLICY = 'keyturn-read-own-access-key';

export const readPolicyArn = (partition: string, account: AccountId): string =>
  `arn:${partition}:iam::${account}:policy/${READ_POLICY}`;

/** False where the secret is not called after the user's present name. */
export const canUseReadPolicy = (account: AccountId, user: string, secret: string): boolean =>
  !user.includes(',') && secret === secretName(account, user);
