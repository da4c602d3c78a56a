import type { GetSuppressedDestinationRequest, GetSuppressedDestinationResponse } from '@aws-sdk/client-sesv2';
import { AwsError, type Operation } from '../../call.ts';
import { callersSes } from './state.ts';

export const getSuppressedDestination: Operation<GetSuppressedDestinationRequest, GetSuppressedDestinationResponse> = (
  call,
  { EmailAddress = '' },
) => {
  const entry = callersSes(call).suppressed.get(EmailAddress.toLowerCase());
  if (entry === undefined)
    throw new AwsError(
      'NotFoundException',
      `Email address ${EmailAddress} does not exist on your suppression list.`,
      404,
    );
  const { reason: Reason, at } = entry;
  return { SuppressedDestination: { EmailAddress, Reason, LastUpdateTime: new Date(at) } };
};
