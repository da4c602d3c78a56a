import type { Digest, Notice } from '../../app/notices/digest.ts';
import type { AccessKeyId } from '../../core/keys.ts';
import type { CardRow } from '../message.ts';
import { moment, momentWithDaysLeft } from '../moment.ts';

export const lastUseRow = ({ lastUsedAt }: Notice): CardRow => ({
  label: 'Last used',
  // AWS keeps no record of uses before 2015-04-22, and shows a use some hours late.
  value: lastUsedAt === undefined ? 'AWS has no record of a use' : moment(lastUsedAt),
});

export const dateRow = (label: string, { on }: Notice, { at }: Digest): CardRow => ({
  label,
  value: on === undefined ? 'not before you are told the date' : `not before ${momentWithDaysLeft(on, at)}`,
});

/** The date of a warning, with the condition that was told with it. */
export const deactivationRow = (notice: Notice, digest: Digest): CardRow => {
  const { label, value } = dateRow('Deactivated', notice, digest);
  return { label, value: notice.isUnlessUsed ? `${value}, unless it is used` : value };
};

/** The key of the secret, where it is another than the one the notice is about. */
export const successorOf = ({ key, otherKey }: Notice): AccessKeyId | undefined =>
  otherKey === key ? undefined : otherKey;
