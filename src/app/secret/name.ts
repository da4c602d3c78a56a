import type { AccountId } from '../../core/keys.ts';

/**
 * The name of a user's secret. IAM allows a comma in a user name, Secrets Manager does not; `!` is allowed in a
 * secret's name and not in a user's, so the encoding is injective.
 */
export const secretName = (account: AccountId, user: string): string =>
  `${secretNamePrefix(account)}${user.replaceAll(',', '!2C')}_AccessKey`;

export const secretNamePrefix = (account: AccountId): string => `Account_${account}_User_`;

/** The user whose secret has this name, if it is one of ours. */
export const userOfSecret = (account: AccountId, name: string): string | undefined => {
  const user = name.slice(secretNamePrefix(account).length, -'_AccessKey'.length).replaceAll('!2C', ',');
  return secretName(account, user) === name ? user : undefined;
};

/**
 * The managed policy that comes with the roles: its resource is named after `${aws:username}`, which a comma breaks.
 */
export const READ_POLICY = 'keyturn-read-own-access-key';

export const canUseReadPolicy = (user: string): boolean => !user.includes(',');
