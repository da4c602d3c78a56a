import type { AccessKeyId } from '../../core/keys.ts';
import type { NewKey } from '../ports/iam.ts';
import { labels } from './labels.ts';
import { smtpPassword } from './smtp-password.ts';
import { versionIds } from './version-ids.ts';

/**
 * The fields of the JSON are the ones that the AWS sample's secrets have, so that readers of those keep working; for
 * who sends by SMTP also what signs in there, in each of these Regions. Sorted, so that the same key always gives the
 * same bytes: Secrets Manager refuses others under the same version id.
 */
export const credentialJson = (userName: string, key: NewKey, smtpRegions: readonly string[]): string =>
  JSON.stringify({
    UserName: userName,
    AccessKeyId: key.id,
    SecretAccessKey: key.secret.reveal(),
    Status: 'Active',
    CreateDate: new Date(key.createdAt).toISOString(),
    ...(smtpRegions.length === 0 ? {} : smtpFields(key, smtpRegions)),
  });

const smtpFields = (key: NewKey, regions: readonly string[]) => ({
  SmtpUserName: key.id,
  SmtpPasswords: Object.fromEntries(
    [...new Set(regions)].toSorted().map((region) => [region, smtpPassword(key.secret.reveal(), region)]),
  ),
});

/** The version that says: this key's secret is lost, and nobody may ever count it as stored. */
export const tombstone = (arn: string, key: AccessKeyId) => ({
  arn,
  versionId: versionIds.storage(key),
  value: () => JSON.stringify({ AccessKeyId: key, Status: 'condemned: its secret was lost' }),
  labels: [labels.tombstone(key)] as const,
});
