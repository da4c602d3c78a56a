import type { Operation } from '../../call.ts';
import { createEmailIdentity } from './create-email-identity.ts';
import { getAccount } from './get-account.ts';
import { getEmailIdentity } from './get-email-identity.ts';
import { getSuppressedDestination } from './get-suppressed-destination.ts';
import { sendEmail } from './send-email.ts';

export const sesOperations: Readonly<Record<string, Operation>> = {
  SendEmail: sendEmail,
  GetAccount: getAccount,
  GetEmailIdentity: getEmailIdentity,
  GetSuppressedDestination: getSuppressedDestination,
  CreateEmailIdentity: createEmailIdentity,
};
