import type { AccessKeyId } from '../../core/keys.ts';
import type { NewKey } from '../ports/iam.ts';
import { labels } from './labels.ts';
import { versionIds } from './version-ids.ts';

/** What signs in to the SMTP interface of SES, by Region; sorted, so that the same key always gives the same bytes. */
export type SmtpPasswords = Readonly<Record<string, string>>;

/**
 * The fields of the JSON are the ones that the AWS sample's secrets have, so that readers of those keep working; for
 * who sends by SMTP also what signs in there. Secrets Manager refuses other bytes under the same version id.
 */
export const credentialJson = (userName: string, key: NewKey, smtpPasswords: SmtpPasswords | undefined): string =>
  JSON.stringify({
    UserName: userName,
    AccessKeyId: key.id,
    SecretAccessKey: key.secret.reveal(),
    Status: 'Active',
    CreateDate: new Date(key.createdAt).toISOString(),
    ...(smtpPasswords === undefined ? {} : { SmtpUserName: key.id, SmtpPasswords: smtpPasswords }),
  });

/** The version that says: this key's secret is lost, and nobody may ever count it as stored. */
export const tombstone = (arn: string, key: AccessKeyId) => ({
  arn,
  versionId: versionIds.storage(key),
  value: () => JSON.stringify({ AccessKeyId: key, Status: 'condemned: its secret was lost' }),
  labels: [labels.tombstone(key)] as const,
});
