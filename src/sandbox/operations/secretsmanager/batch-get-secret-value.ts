import type {
  APIErrorType,
  BatchGetSecretValueRequest,
  BatchGetSecretValueResponse,
  SecretValueEntry,
} from '@aws-sdk/client-secrets-manager';
import { admit } from '../../authorize/admit.ts';
import { secretsManagerTarget } from '../../authorize/targets/secretsmanager.ts';
import { AwsError, type Call, type Operation } from '../../call.ts';
import { invalidParameter } from './faults.ts';
import { findLiveSecret } from './find-secret.ts';
import { readSecretValue } from './read-secret-value.ts';

export const batchGetSecretValue: Operation<BatchGetSecretValueRequest, BatchGetSecretValueResponse> = (
  call,
  input,
) => {
  const ids = input.SecretIdList ?? [];
  if (ids.length === 0) throw invalidParameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.");
  const SecretValues: SecretValueEntry[] = [];
  const Errors: APIErrorType[] = [];
  for (const SecretId of ids) {
    try {
      admitTo(call, SecretId);
      SecretValues.push(readSecretValue(call, findLiveSecret(call, SecretId, 'GetSecretValue'), {}));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Errors.push({ SecretId, ErrorCode: error.code, Message: error.message });
    }
  }
  return { SecretValues, Errors };
};

/** Each secret must allow both the batch and the single read. */
const admitTo = ({ world, principal, region, sourceIp = '' }: Call, SecretId: string): void => {
  const target = secretsManagerTarget({ world, principal, region, operation: 'GetSecretValue', input: { SecretId } });
  const both = { ...target, also: ['secretsmanager:BatchGetSecretValue'] };
  admit(world, { service: 'secretsmanager', principal, target: both, region, sourceIp });
};
