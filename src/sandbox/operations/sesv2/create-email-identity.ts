import type { CreateEmailIdentityRequest, CreateEmailIdentityResponse } from '@aws-sdk/client-sesv2';
import { AwsError, type Operation } from '../../call.ts';
import { identityType } from './identity-type.ts';
import { callersSes } from './state.ts';

export const createEmailIdentity: Operation<CreateEmailIdentityRequest, CreateEmailIdentityResponse> = (
  call,
  input,
) => {
  const name = input.EmailIdentity ?? '';
  const { identities } = callersSes(call);
  if (identities.has(name)) {
    throw new AwsError('AlreadyExistsException', `Email identity <${name}> already exist.`, 400);
  }
  // Somebody must answer the verification mail: a test sets `verified` itself.
  identities.set(name, { verified: false });
  return { IdentityType: identityType(name), VerifiedForSendingStatus: false };
};
