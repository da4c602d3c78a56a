import type { Digest } from '../../app/notices/digest.ts';
import { oneLine } from '../../text/one-line.ts';

/** AWS allows 50 characters. */
const LONGEST_ACCOUNT_NAME = 50;
const ACCOUNT_ID_LENGTH = 12;

/** As `payments (123456789012)`. */
export const accountWords = ({ account }: Pick<Digest, 'account'>): string => {
  const name = oneLine(account.name, LONGEST_ACCOUNT_NAME);
  const id = oneLine(account.id, ACCOUNT_ID_LENGTH);
  return name === '' ? id : `${name} (${id})`;
};
