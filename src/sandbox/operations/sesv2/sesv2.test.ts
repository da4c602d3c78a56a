import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, instant, plus, SECOND } from '../../../core/time.ts';
import { addSesIdentity, setSesAccount, suppressAddress } from '../../seed.ts';
import { type SmallWorld, smallWorld } from '../../small-world.fixture.ts';

let small: SmallWorld;

beforeEach(() => {
  small = smallWorld();
  addSesIdentity(small.world, small.member.id, { identity: 'admin@example.com', verified: true });
});

const mail = (more: object = {}) => ({
  FromEmailAddress: 'keyturn <admin@example.com>',
  Destination: { ToAddresses: ['owner@elsewhere.org'] },
  Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Html: { Data: '<p>Hi</p>' }, Text: { Data: 'Hi' } } } },
  ...more,
});
const send = (more?: object) => small.outcome('sesv2', 'SendEmail', mail(more));

describe('an address on the suppression list', () => {
  test('is told of, in whatever case, and no other is', () => {
    suppressAddress(small.world, small.member.id, 'Owner@elsewhere.org');
    const { SuppressedDestination } = small.call('sesv2', 'GetSuppressedDestination', {
      EmailAddress: 'OWNER@elsewhere.org',
    });
    expect(SuppressedDestination).toMatchObject({ Reason: 'BOUNCE', LastUpdateTime: new Date(small.world.now) });
    const outcome = small.outcome('sesv2', 'GetSuppressedDestination', { EmailAddress: 'other@elsewhere.org' });
    expect(JSON.stringify(outcome)).toContain('NotFoundException');
  });

  test('is accepted for, and sent nothing', () => {
    suppressAddress(small.world, small.member.id, 'owner@elsewhere.org');
    expect(small.call('sesv2', 'SendEmail', mail()).MessageId).toBeDefined();
    expect(small.world.mailbox).toEqual([]);
  });
});

describe('SES', () => {
  test('puts an accepted mail into the mailbox', () => {
    const { MessageId } = small.call('sesv2', 'SendEmail', mail());
    expect(small.world.mailbox).toEqual([
      {
        at: small.world.now,
        from: 'keyturn <admin@example.com>',
        to: ['owner@elsewhere.org'],
        cc: [],
        subject: 'Hello',
        html: '<p>Hi</p>',
        text: 'Hi',
        messageId: MessageId,
        accountId: '200000000002',
        region: 'us-east-1',
      },
    ]);
  });

  test('reads a raw message, its encoded subject and both of its parts', () => {
    const raw = [
      'From: admin@example.com',
      'To: "Smith, Ann" <ann@elsewhere.org>, bob@elsewhere.org',
      'Subject: =?utf-8?B?U2NobMO8c3NlbA==?=',
      'Content-Type: multipart/alternative; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Schl=C3=BCssel und =',
      'mehr',
      '--b1',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('<b>ü</b>').toString('base64'),
      '--b1--',
    ].join('\r\n');
    small.call('sesv2', 'SendEmail', { Content: { Raw: { Data: Buffer.from(raw) } } });
    expect(small.world.mailbox[0]).toMatchObject({
      to: ['"Smith, Ann" <ann@elsewhere.org>', 'bob@elsewhere.org'],
      subject: 'Schlüssel',
      text: 'Schlüssel und mehr',
      html: '<b>ü</b>',
    });
  });

  test('refuses a sender that is not verified, unless its domain is', () => {
    expect(send({ FromEmailAddress: 'other@example.com' })).toBe('MessageRejected');
    addSesIdentity(small.world, small.member.id, { identity: 'example.com', verified: true });
    expect(send({ FromEmailAddress: 'other@mail.example.com' })).toBe('ok');
    addSesIdentity(small.world, small.member.id, { identity: 'pending@new.org', verified: false });
    expect(send({ FromEmailAddress: 'pending@new.org' })).toBe('MessageRejected');
  });

  test('in its sandbox refuses receivers that are not verified', () => {
    setSesAccount(small.world, small.member.id, { sandboxed: true });
    expect(send()).toBe('MessageRejected');
    expect(send({ Destination: { ToAddresses: ['admin@example.com'] } })).toBe('ok');
    expect(small.call('sesv2', 'GetAccount').ProductionAccessEnabled).toBe(false);
  });

  test('counts receivers against the quota of a day and the rate of a second', () => {
    setSesAccount(small.world, small.member.id, { max24HourSend: 3, maxSendRate: 2 });
    const two = { Destination: { ToAddresses: ['a@x.org'], CcAddresses: ['b@x.org'] } };
    expect([send(two), send()]).toEqual(['ok', 'TooManyRequestsException']);
    small.world.now = plus(small.world.now, SECOND);
    expect([send(two), send()]).toEqual(['TooManyRequestsException', 'ok']);
    small.world.now = plus(small.world.now, DAY);
    expect(send(two)).toBe('ok');
    expect(small.call('sesv2', 'GetAccount').SendQuota.SentLast24Hours).toBe(2);
  });

  test('does not send while paused, nor from the first to the last moment of an outage', () => {
    setSesAccount(small.world, small.member.id, { sendingEnabled: false });
    expect(send()).toBe('SendingPausedException');
    setSesAccount(small.world, small.member.id, { sendingEnabled: true });
    small.world.settings.sesOutage = { from: small.world.now, until: instant(small.world.now + SECOND) };
    expect(send()).toBe('InternalServiceErrorException');
    small.world.now = plus(small.world.now, SECOND);
    expect(send()).toBe('ok');
  });

  test('knows identities only in their own Region, and new ones unverified', () => {
    const name = { EmailIdentity: 'new@example.org' };
    expect(small.outcome('sesv2', 'GetEmailIdentity', name)).toBe('NotFoundException');
    expect(small.call('sesv2', 'CreateEmailIdentity', name).VerifiedForSendingStatus).toBe(false);
    expect(small.outcome('sesv2', 'CreateEmailIdentity', name)).toBe('AlreadyExistsException');
    expect(small.call('sesv2', 'GetEmailIdentity', name).VerificationStatus).toBe('PENDING');
  });
});
