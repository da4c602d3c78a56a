import type { GetParameterRequest, GetParameterResult } from '@aws-sdk/client-ssm';
import { AwsError, type Operation } from '../../call.ts';
import { accountOf } from '../iam/find.ts';

/**
 * By its name alone, without version or label. AWS answers a SecureString that nobody asked to decrypt with its
 * ciphertext
 * (https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html); that of the sandbox is none.
 */
export const getParameter: Operation<GetParameterRequest, GetParameterResult> = (
  call,
  { Name = '', WithDecryption },
) => {
  const parameter = accountOf(call).parameters.get(call.region)?.get(Name.replace(/^\//, ''));
  if (parameter === undefined) throw new AwsError('ParameterNotFound', '', 400);
  const { name, type, value, modifiedAt } = parameter;
  return {
    Parameter: {
      Name: name,
      Type: type,
      Value: type === 'SecureString' && WithDecryption !== true ? 'AQICAHhEncrypted' : value,
      Version: 1,
      LastModifiedDate: new Date(modifiedAt),
      ARN: `arn:aws:ssm:${call.region}:${call.principal.accountId}:parameter/${name.replace(/^\//, '')}`,
      DataType: 'text',
    },
  };
};
