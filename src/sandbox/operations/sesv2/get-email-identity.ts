import type { GetEmailIdentityRequest, GetEmailIdentityResponse } from '@aws-sdk/client-sesv2';
import { AwsError, type Operation } from '../../call.ts';
import { identityType } from './identity-type.ts';
import { callersSes } from './state.ts';

export const getEmailIdentity: Operation<GetEmailIdentityRequest, GetEmailIdentityResponse> = (call, input) => {
  const name = input.EmailIdentity ?? '';
  const identity = callersSes(call).identities.get(name);
  if (identity === undefined) {
    throw new AwsError('NotFoundException', `Email identity <${name}> does not exist.`, 404);
  }
  return {
    IdentityType: identityType(name),
    VerifiedForSendingStatus: identity.verified,
    VerificationStatus: identity.verified ? 'SUCCESS' : 'PENDING',
    FeedbackForwardingStatus: true,
  };
};
