import type {
  ValidateResourcePolicyRequest,
  ValidateResourcePolicyResponse,
  ValidationErrorsEntry,
} from '@aws-sdk/client-secrets-manager';
import { AwsError, type Call, type Operation } from '../../call.ts';
import { findLiveSecret } from './find-secret.ts';
import { checkPolicy, isPublic } from './secret-policy.ts';

/**
 * Says what PutResourcePolicy with BlockPublicPolicy would: API reference, ValidateResourcePolicy. The names of the
 * checks are made up; AWS also asks whether the caller could still change the policy, which is not played.
 */
export const validateResourcePolicy: Operation<ValidateResourcePolicyRequest, ValidateResourcePolicyResponse> = (
  call,
  input,
) => {
  if (input.SecretId !== undefined) findLiveSecret(call, input.SecretId);
  const ValidationErrors = errorsOf(call, input.ResourcePolicy ?? '');
  return { PolicyValidationPassed: ValidationErrors.length === 0, ValidationErrors };
};

const errorsOf = ({ world }: Call, document: string): ValidationErrorsEntry[] => {
  try {
    if (!checkPolicy(world, document).some(isPublic)) return [];
    return [
      { CheckName: 'PublicPolicy', ErrorMessage: 'The resource policy did not prevent broad access to the secret.' },
    ];
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return [{ CheckName: 'MalformedPolicy', ErrorMessage: error.message }];
  }
};
