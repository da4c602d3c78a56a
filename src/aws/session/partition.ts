/** Where each partition keeps IAM, and so records its events. */
const homes: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
};

/** IAM's home Region; `fallback` in partitions we do not know. */
export const iamHome = (partition: string, fallback: string): string => homes[partition] ?? fallback;

export const partitionOf = (arn: string): string => arn.split(':')[1] || 'aws';
