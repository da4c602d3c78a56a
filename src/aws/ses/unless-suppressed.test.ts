import { beforeEach, describe, expect, it } from 'vitest';
import type { Mail } from '../../app/ports/ses.ts';
import { addSesIdentity, suppressAddress } from '../../sandbox/seed.ts';
import { addScp, type InSandbox, inSandbox, MEMBER } from '../in-sandbox.fixture.ts';
import { sesMailer } from './mailer.ts';
import { unlessSuppressed } from './unless-suppressed.ts';

let sandbox: InSandbox;
let looked: number;
let send: (to: readonly string[]) => Promise<{ readonly messageId: string; readonly remark?: string }>;

beforeEach(() => {
  looked = 0;
  sandbox = inSandbox({
    before: ({ operation }) => {
      if (operation === 'GetSuppressedDestination') looked += 1;
    },
  });
  addSesIdentity(sandbox.world, MEMBER, { identity: 'admin@example.com', verified: true });
  const credentials = sandbox.login(MEMBER, { sessionName: 'notifier' });
  const client = sandbox.clientFactory({ service: 'sesv2', region: 'us-east-1', credentials });
  const mailer = unlessSuppressed(client, sesMailer(client, sandbox.clock));
  const mail: Mail = { from: 'admin@example.com', to: [], cc: [], subject: 'Keys', html: '<p>x</p>', text: 'x' };
  send = (to) => mailer.send({ ...mail, to });
});

describe('a mail', () => {
  it('to a reader on the suppression list is refused, which SES would accept and not send', async () => {
    suppressAddress(sandbox.world, MEMBER, 'Ann@example.com');
    await expect(send(['ann@example.com'])).rejects.toMatchObject({
      kind: 'invalid',
      code: 'AddressSuppressed',
      message: expect.stringContaining('suppression list of SES (BOUNCE): SES would accept the mail and not send it'),
    });
    expect(sandbox.world.mailbox).toEqual([]);
  });

  it('to others is sent, and no remark made', async () => {
    expect(await send(['bob@example.com'])).toEqual({ messageId: expect.any(String) });
    expect(sandbox.world.mailbox).toMatchObject([{ to: ['bob@example.com'] }]);
  });

  it('to two of whom one is on the list reaches the other, with a remark', async () => {
    suppressAddress(sandbox.world, MEMBER, 'ann@example.com');
    const { remark } = await send(['ann@example.com', 'bob@example.com']);
    expect(remark).toBe("a reader is on the account's suppression list of SES (BOUNCE)");
    expect(sandbox.world.mailbox).toMatchObject([{ to: ['bob@example.com'] }]);
  });

  it('and another to the same reader cost one look into the list', async () => {
    await send(['bob@example.com']);
    await send(['bob@example.com', 'eve@example.com']);
    expect(sandbox.world.mailbox).toHaveLength(2);
    expect(looked).toBe(2);
  });

  it('is looked after anew where the list could not be looked into', async () => {
    const Statement = [{ Effect: 'Deny', Action: 'ses:GetSuppressedDestination', Resource: '*' }];
    const policy = JSON.stringify({ Version: '2012-10-17', Statement });
    addScp(sandbox.world, MEMBER, policy);
    await send(['bob@example.com']);
    await send(['bob@example.com']);
    expect(looked).toBe(2);
  });

  it('is sent with a remark where the list may not be looked into', async () => {
    const Statement = [{ Effect: 'Deny', Action: 'ses:GetSuppressedDestination', Resource: '*' }];
    addScp(sandbox.world, MEMBER, JSON.stringify({ Version: '2012-10-17', Statement }));
    expect((await send(['ann@example.com'])).remark).toMatch(/could not be looked into \(AccessDenied/);
    expect(sandbox.world.mailbox).toHaveLength(1);
  });
});
