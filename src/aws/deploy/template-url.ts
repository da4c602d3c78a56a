import type { PlacedTemplate } from '../../app/deploy/package-file.ts';

/** The DNS suffix of each partition, where it is not that of `aws` and `aws-us-gov`. */
const suffixes: Readonly<Record<string, string>> = { 'aws-cn': 'amazonaws.com.cn', 'aws-eusc': 'amazonaws.eu' };

/** Where CloudFormation reads a template from. A name with dots has no certificate as a host: it goes into the path. */
export const templateUrl = ({ bucket, key, versionId }: PlacedTemplate, region: string, partition: string): string => {
  const host = `s3.${region}.${suffixes[partition] ?? 'amazonaws.com'}`;
  const url = bucket.includes('.') ? `https://${host}/${bucket}/${key}` : `https://${bucket}.${host}/${key}`;
  return versionId === undefined ? url : `${url}?versionId=${encodeURIComponent(versionId)}`;
};
