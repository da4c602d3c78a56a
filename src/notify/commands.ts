import type { Notice } from '../app/notices/digest.ts';
import type { Card } from './message.ts';

type Secret = NonNullable<Notice['secret']>;

/** Run with the user's present key, prints the new one. The ARN names the partition, the Region its endpoint. */
export const fetchCommand = ({ arn, region }: Secret): string =>
  [
    'aws secretsmanager get-secret-value',
    `--secret-id ${shellWord(arn)}`,
    '--version-stage AWSCURRENT',
    `--region ${shellWord(region)}`,
    '--query SecretString --output text',
  ].join(' ');

/** Tells whose key it is. Outside the `aws` partition only a Region leads to the right STS. */
export const testCommand = (region: string | undefined, partition: string): string =>
  partition === 'aws' || region === undefined
    ? 'aws sts get-caller-identity'
    : `aws sts get-caller-identity --region ${shellWord(region)}`;

/** For whoever runs keyturn: brings a deactivated key back. The ARN says which account the user is in. */
export const undoCommand = ({ user }: Pick<Notice, 'user'>): NonNullable<Card['command']> => ({
  label: 'To undo it (for whoever runs keyturn)',
  line: `keyturn undo ${shellWord(user.arn)}`,
});

/** The ARNs and Regions of AWS need no quotes; anything else is made harmless. */
export const shellWord = (text: string): string =>
  /^[\w+=.@:/-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
