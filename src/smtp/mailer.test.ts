import { describe, expect, it } from 'vitest';
import { selfSigned } from './certificate.fixture.ts';
import { withServer } from './mailing.fixture.ts';
import { PASSWORD, refusal, USER } from './test-server.fixture.ts';

describe('a mail by SMTP', () => {
  it.each([
    ['by STARTTLS', false],
    ['with TLS from the start', true],
  ])('%s is sent over TLS, after a sign-in, from the sender to each recipient', async (_, isTlsFromTheStart) => {
    const options = { secure: isTlsFromTheStart, ...(isTlsFromTheStart ? { disabledCommands: ['STARTTLS'] } : {}) };
    await withServer({ options }, { isTlsFromTheStart }, async ({ server, send }) => {
      await send({ to: ['ann@example.com', 'bob@example.com'], cc: ['security@example.com'] });
      expect(server.signIns).toEqual([`${USER}:${PASSWORD}`]);
      expect(server.mails).toMatchObject([
        {
          from: 'security@example.com',
          to: ['ann@example.com', 'bob@example.com', 'security@example.com'],
          tls: expect.stringMatching(/^TLSv1\.[23]$/),
        },
      ]);
      const [{ source = '' } = {}] = server.mails;
      expect(source).toContain('From: security@example.com\r\nTo: ann@example.com, bob@example.com\r\n');
      expect(source).toContain('Cc: security@example.com\r\n');
      expect(source).toContain('Subject: A new access key for ci-runner\r\n');
      expect(source).toContain('Date: Fri, 15 Jan 2027 00:00:00 +0000\r\n');
      expect(source).toContain('Content-Type: multipart/alternative');
      expect(source).toMatch(/Content-Type: text\/plain; charset=utf-8\r\n[\s\S]*Gr=C3=BC=C3=9Fe/);
      expect(source).toMatch(/Content-Type: text\/html; charset=utf-8\r\n[\s\S]*<p>Gr=C3=BC=C3=9Fe<\/p>/);
    });
  });

  it.each([
    ['Ok 0100018b5c3c0a4f-1b2c3d4e-0000-4000-8000-000000000000-000000', /^0100018b5c3c0a4f-1b2c/],
    ['2.0.0 Ok: queued as 4Bq7zX1', /^4Bq7zX1$/],
    ['Thank you', /^<.+@example\.com>$/],
  ])('has the id that the server answers, or its own: %s', async (answer, id) => {
    await withServer({ end: () => answer }, {}, async ({ send }) => {
      expect(await send()).toEqual({ messageId: expect.stringMatching(id) });
    });
  });

  it('takes no header and no recipient from a subject or an address', async () => {
    await withServer({}, {}, async ({ server, send }) => {
      await send({ subject: 'a\r\nBcc: eve@evil.com\r\n\r\n<b>' });
      const [{ source = '', to } = { to: undefined }] = server.mails;
      expect(source).not.toMatch(/^Bcc:/im);
      expect(to).toEqual(['ann@example.com']);
      for (const wrong of [
        'ann@example.com, eve@evil.com',
        'ann@example.com\r\nBcc: eve@evil.com',
        '"A" <a@example.com>',
      ])
        await expect(send({ to: [wrong] })).rejects.toMatchObject({ kind: 'refused', step: 'addresses' });
      expect(server.mails).toHaveLength(1);
    });
  });
});

describe('without a secure connection nothing is sent, nor signed in', () => {
  const refused = { kind: 'refused', message: expect.stringMatching(/no secure connection, so nothing was sent/) };

  it('where the server offers no STARTTLS', async () => {
    await withServer({ options: { disabledCommands: ['STARTTLS'], hideSTARTTLS: true } }, {}, async (mailing) => {
      await expect(mailing.send()).rejects.toMatchObject({ kind: 'refused' });
      expect([mailing.server.signIns, mailing.server.mails, mailing.pauses]).toEqual([[], [], []]);
    });
  });

  it.each([
    ['by STARTTLS', false],
    ['with TLS from the start', true],
  ])('where nobody whom we trust signed the certificate, %s', async (_, isTlsFromTheStart) => {
    const options = { secure: isTlsFromTheStart };
    await withServer({ options }, { isTlsFromTheStart, authorities: undefined }, async (mailing) => {
      await expect(mailing.send()).rejects.toMatchObject(refused);
      expect([mailing.server.signIns, mailing.server.mails, mailing.pauses]).toEqual([[], [], []]);
    });
  });

  it('where the certificate is for another host', async () => {
    const other = selfSigned('mail.elsewhere.org');
    await withServer({ options: { ...other } }, { authorities: other.cert }, async (mailing) => {
      await expect(mailing.send()).rejects.toMatchObject(refused);
      expect(mailing.server.signIns).toEqual([]);
    });
  });

  it('where the server speaks TLS 1.1 at most', async () => {
    const options = {
      secure: true,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    } as const;
    await withServer({ options }, { isTlsFromTheStart: true }, async (mailing) => {
      await expect(mailing.send()).rejects.toMatchObject({ kind: 'refused' });
      expect(mailing.server.signIns).toEqual([]);
    });
  });
});

describe('a sign-in that is refused', () => {
  it('is a refusal that quotes nothing, and is not tried again in the run: that could lock the user out', async () => {
    await withServer({}, { password: 'another-password-of-mine' }, async ({ server, send, pauses }) => {
      const failure = await send().catch((error: unknown) => error);
      expect(failure).toMatchObject({
        kind: 'refused',
        step: 'AUTH',
        message: 'SMTP AUTH: the server refused the sign-in (535): check user and password',
      });
      await expect(send()).rejects.toBe(failure);
      expect([server.signIns.length, server.mails, pauses]).toEqual([1, [], []]);
    });
  });

  it('is tried once, though ten mails go out at the same time', async () => {
    await withServer({}, { password: 'another-password-of-mine' }, async ({ server, send }) => {
      const sent = Array.from({ length: 10 }, (_, index) => send({ to: [`user-${index}@example.com`] }));
      expect((await Promise.allSettled(sent)).map(({ status }) => status)).toEqual(Array(10).fill('rejected'));
      expect(server.signIns).toHaveLength(1);
    });
  });

  it('for now (454) is tried again', async () => {
    const signIn = (_: string, time: number) =>
      time === 1 ? refusal(454, 'Temporary authentication failure') : undefined;
    await withServer({ signIn }, {}, async ({ server, send, pauses }) => {
      await send();
      expect([server.mails.length, pauses]).toEqual([1, [1_000]]);
    });
  });
});

it('no more than five connections are open at once', async () => {
  let open = 0;
  let most = 0;
  const options = {
    onConnect: (_: unknown, done: () => void) => {
      open += 1;
      most = Math.max(most, open);
      done();
    },
    onClose: () => {
      open -= 1;
    },
  };
  await withServer({ options }, {}, async ({ server, send }) => {
    await Promise.all(Array.from({ length: 12 }, (_, index) => send({ to: [`user-${index}@example.com`] })));
    expect(server.mails).toHaveLength(12);
    expect(most).toBeGreaterThan(1);
    // One that says goodbye may still be open while the next begins.
    expect(most).toBeLessThanOrEqual(10);
  });
});
