import type { SendEmailRequest } from '@aws-sdk/client-sesv2';
import { AwsError } from '../../call.ts';
import { addressList, bareAddress } from './addresses.ts';
import { parseMessage } from './mime.ts';

/** One mail to send, however the request described it. */
export interface SesMessage {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly html: string | undefined;
  readonly text: string | undefined;
}

export const messageOf = (input: SendEmailRequest): SesMessage => {
  const message = input.Content?.Raw === undefined ? simple(input) : raw(input, input.Content.Raw.Data);
  if (message.from === '') throw badRequest('Missing required parameter: FromEmailAddress');
  const recipients = [...message.to, ...message.cc, ...message.bcc];
  if (recipients.length === 0) throw badRequest('Missing required parameter: Destination');
  if (recipients.length > 50) throw badRequest('Recipient count exceeds 50.');
  for (const address of [message.from, ...recipients]) {
    if (!/^[^@\s]+@[^@\s]+$/.test(bareAddress(address))) throw badRequest(`Invalid email address: ${address}`);
  }
  return message;
};

const simple = ({ Content, Destination, FromEmailAddress }: SendEmailRequest): SesMessage => {
  if (Content?.Simple === undefined) throw badRequest('Content must hold Simple or Raw.');
  const { Subject, Body } = Content.Simple;
  return {
    from: FromEmailAddress ?? '',
    to: [...(Destination?.ToAddresses ?? [])],
    cc: [...(Destination?.CcAddresses ?? [])],
    bcc: [...(Destination?.BccAddresses ?? [])],
    subject: Subject?.Data ?? '',
    html: Body?.Html?.Data,
    text: Body?.Text?.Data,
  };
};

/** Addresses of the request win over those of the headers. */
const raw = ({ Destination, FromEmailAddress }: SendEmailRequest, data: Uint8Array | undefined): SesMessage => {
  const { headers, html, text } = parseMessage(data ?? new Uint8Array());
  return {
    from: FromEmailAddress ?? headers.get('from') ?? '',
    to: [...(Destination?.ToAddresses ?? addressList(headers.get('to')))],
    cc: [...(Destination?.CcAddresses ?? addressList(headers.get('cc')))],
    bcc: [...(Destination?.BccAddresses ?? addressList(headers.get('bcc')))],
    subject: headers.get('subject') ?? '',
    html,
    text,
  };
};

const badRequest = (message: string): AwsError => new AwsError('BadRequestException', message, 400);
