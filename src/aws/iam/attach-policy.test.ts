import { AttachUserPolicyCommand } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { capturedClients, error } from '../client/captured-clients.fixture.ts';
import { ask } from '../client/send.ts';

const captured = capturedClients();
const attachment = new AttachUserPolicyCommand({ UserName: 'ann', PolicyArn: 'arn:aws:iam::111122223333:policy/read' });

/** The errors of the operation's own page, as they come over the wire, and those that any operation has. */
it.each([
  [409, 'LimitExceeded', 'limit'],
  [400, 'InvalidInput', 'invalid'],
  [400, 'PolicyNotAttachable', 'invalid'],
  [404, 'NoSuchEntity', 'missing'],
  [403, 'AccessDenied', 'denied'],
  [500, 'ServiceFailure', 'doubtful'],
  [400, 'Throttling', 'throttled'],
  [403, 'ExpiredToken', 'unauthenticated'],
  [403, 'SignatureDoesNotMatch', 'unauthenticated'],
  [418, 'Teapot', 'doubtful'],
])('an AttachUserPolicy that is answered with %i %s is %s', async (status, code, kind) => {
  captured.answer = () => error(status, code);
  await expect(ask(captured.open({ once: true }), attachment)).rejects.toMatchObject({ kind });
});
