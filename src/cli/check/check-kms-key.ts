import { isAwsFault } from '../../app/faults/aws-fault.ts';
import type { Inspection } from '../../aws/check/inspection.ts';
import { type Finding, failed, ok } from './finding.ts';

/** Whether the KMS key of the secrets can be used. */
export const checkKmsKey = async (inspection: Inspection, key: string | undefined): Promise<Finding> => {
  if (key === undefined) return ok('KMS key', "each account's own key for Secrets Manager (aws/secretsmanager)");
  try {
    const found = await inspection.kmsKey(key);
    if (found === undefined) return failed('KMS key', `${key} does not exist here`, 'check kmsKey and the Region');
    if (found.state !== 'Enabled')
      return failed('KMS key', `${found.arn} is ${found.state}`, 'enable it, or set another kmsKey');
    if (found.isAwsManaged)
      return failed(
        'KMS key',
        `${found.arn} belongs to AWS and to one account`,
        'leave kmsKey out, or make a key of yours',
      );
    return ok('KMS key', `${found.arn} is enabled; its policy must let each account use it`);
  } catch (error) {
    if (!isAwsFault(error)) throw error;
    return failed('KMS key', error.message, 'allow kms:DescribeKey');
  }
};
