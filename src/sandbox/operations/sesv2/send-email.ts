import type { SendEmailRequest, SendEmailResponse } from '@aws-sdk/client-sesv2';
import { SECOND } from '../../../core/time.ts';
import { AwsError, type Call, type Operation } from '../../call.ts';
import { hexId, uuid } from '../../ids.ts';
import type { SesState } from '../../model/account.ts';
import { bareAddress } from './addresses.ts';
import { messageOf } from './message.ts';
import { callersSes, isVerified } from './state.ts';

export const sendEmail: Operation<SendEmailRequest, SendEmailResponse> = (call, input) => {
  const { world, principal, region, now } = call;
  refuseInOutage(call);
  const state = callersSes(call);
  const message = messageOf(input);
  const recipients = [...message.to, ...message.cc, ...message.bcc];
  checkSending(call, state);
  checkIdentities(call, state, [message.from, ...(state.sandboxed ? recipients : [])]);
  checkQuota(call, state, recipients.length);
  for (const _ of recipients) state.sentAt.push(now);
  const MessageId = `0100${hexId(world.ids, 12)}-${uuid(world.ids)}-000000`;
  const { bcc: _, ...kept } = message;
  // Accepted all the same, and never sent.
  const isSent = (address: string): boolean => !state.suppressed.has(bareAddress(address).toLowerCase());
  const sent = { ...kept, to: message.to.filter(isSent), cc: message.cc.filter(isSent) };
  if (recipients.some(isSent))
    world.mailbox.push({ at: now, ...sent, messageId: MessageId, accountId: principal.accountId, region });
  return { MessageId };
};

const refuseInOutage = ({ world, now }: Call): void => {
  const { sesOutage } = world.settings;
  if (sesOutage === undefined || now < sesOutage.from || now >= sesOutage.until) return;
  throw new AwsError('InternalServiceErrorException', 'The service is temporarily unavailable.', 500);
};

const checkSending = ({ principal }: Call, { sendingEnabled }: SesState): void => {
  if (sendingEnabled) return;
  const message = `Sending paused for account ${principal.accountId}. For more information, please check the inbox of the email address associated with your AWS account.`;
  throw new AwsError('SendingPausedException', message, 400);
};

const checkIdentities = ({ region }: Call, state: SesState, addresses: readonly string[]): void => {
  const strangers = addresses.map(bareAddress).filter((address) => !isVerified(state, address));
  if (strangers.length === 0) return;
  const failed = `The following identities failed the check in region ${region.toUpperCase()}: ${[...new Set(strangers)].join(', ')}`;
  throw new AwsError('MessageRejected', `Email address is not verified. ${failed}`, 400);
};

/** Each recipient counts, in the day's quota and in the second's rate. */
const checkQuota = ({ now }: Call, state: SesState, recipients: number): void => {
  if (state.max24HourSend >= 0 && state.sentAt.length + recipients > state.max24HourSend) {
    throw new AwsError('TooManyRequestsException', 'Daily message quota exceeded.', 429);
  }
  const inThisSecond = state.sentAt.filter((at) => at > now - SECOND).length;
  if (inThisSecond + recipients <= state.maxSendRate) return;
  throw new AwsError('TooManyRequestsException', 'Maximum sending rate exceeded.', 429);
};
