import type { Html } from '../text/html.ts';
import { oneLine } from '../text/one-line.ts';
import type { AddressedDigest } from './addressed-digest.ts';
import { moment } from './moment.ts';

/** What a template may name: the placeholders of the AWS sample, so that its templates keep working. */
export const placeholders = [
  'partition_name',
  'account_id',
  'account_name',
  'timestamp',
  'actions',
  'rotation_period',
  'installation_grace_period',
  'recovery_grace_period',
  'sender_email',
] as const;

export type Placeholder = (typeof placeholders)[number];

export type TemplateValues = Readonly<Record<Placeholder, string | Html>>;

export const isPlaceholder = (name: string): name is Placeholder => placeholders.some((each) => each === name);

export const valuesOf = ({ partition, account, at, policy, from }: AddressedDigest, actions: Html): TemplateValues => ({
  partition_name: oneLine(partition),
  account_id: oneLine(account.id),
  account_name: oneLine(account.name),
  timestamp: moment(at),
  actions,
  rotation_period: String(policy.rotateAfterDays),
  installation_grace_period: String(policy.installGraceDays),
  recovery_grace_period: String(policy.recoveryGraceDays),
  sender_email: oneLine(from),
});
