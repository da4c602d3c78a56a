import { describe, expect, it } from 'vitest';
import { MailFault } from '../app/faults/mail-fault.ts';
import { instant, plus } from '../core/time.ts';
import { smtpMailer } from './mailer.ts';
import { mail, withServer } from './mailing.fixture.ts';
import { PASSWORD, refusal, USER } from './test-server.fixture.ts';

describe('what the server says decides', () => {
  it.each([421, 450, 451, 454])('%i is tried again after pauses, and accepted', async (code) => {
    const end = (time: number) => (time < 3 ? refusal(code, 'Maximum sending rate exceeded') : undefined);
    await withServer({ end }, {}, async ({ server, send, pauses }) => {
      await send();
      expect([server.mails.length, pauses]).toEqual([1, [1_000, 2_000]]);
    });
  });

  it('what stays refused for now is told after five tries', async () => {
    await withServer({ end: () => refusal(454, 'Throttling failure') }, {}, async ({ server, send, pauses }) => {
      await expect(send()).rejects.toMatchObject({ kind: 'later', message: 'SMTP DATA: 454 Throttling failure' });
      expect([server.mails, pauses]).toEqual([[], [1_000, 2_000, 4_000, 8_000]]);
    });
  });

  it('no try begins more than half a minute after the first', async () => {
    const asked: number[] = [];
    let now = instant(Date.UTC(2027, 0, 15));
    const sleep = async (ms: number) => {
      now = plus(now, ms);
    };
    const slow = async () => {
      asked.push(now);
      now = plus(now, 14_000);
      throw new MailFault('later', 'DATA', '450 busy');
    };
    await expect(smtpMailer(slow, { now: () => now, sleep }).send(mail)).rejects.toThrow('450 busy');
    expect(asked.map((at) => at - Date.UTC(2027, 0, 15))).toEqual([0, 15_000]);
  });

  it.each([550, 554])('%i is a refusal, and is sent once', async (code) => {
    await withServer({ end: () => refusal(code, 'Message rejected') }, {}, async ({ server, send, pauses }) => {
      await expect(send()).rejects.toMatchObject({ kind: 'refused', message: `SMTP DATA: ${code} Message rejected` });
      expect([server.connections(), pauses]).toEqual([1, []]);
    });
  });

  it('a greeting that says "later" (421) is tried again, before anything was sent', async () => {
    const connect = (time: number) => (time === 1 ? refusal(421, 'Too many concurrent SMTP connections') : undefined);
    await withServer({ connect }, {}, async ({ server, send, pauses }) => {
      await send();
      expect([server.mails.length, pauses]).toEqual([1, [1_000]]);
    });
  });

  it('never shows the password, though the server repeats it in each answer', async () => {
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const forms = [PASSWORD, base64(PASSWORD), base64(`\0${USER}\0${PASSWORD}`)];
    for (const code of [450, 550])
      for (const behaviour of [
        { end: () => refusal(code, `no ${forms.join(' ')}`) },
        { recipient: () => refusal(code, `no ${forms.join(' ')}`) },
        { signIn: () => refusal(code, `no ${forms.join(' ')}`) },
      ])
        await withServer(behaviour, {}, async ({ send }) => {
          const { message } = (await send().catch((error: unknown) => error)) as Error;
          expect(message).toMatch(/^SMTP/);
          for (const form of forms) expect(message).not.toContain(form);
        });
  });
});

describe('a connection that breaks', () => {
  it('between the end of the mail and the answer leaves it in doubt: it is not sent again, nor told as sent', async () => {
    await withServer({ end: () => 'drop' }, {}, async ({ server, send, pauses }) => {
      await expect(send()).rejects.toMatchObject({ kind: 'doubtful' });
      expect([server.connections(), pauses]).toEqual([1, []]);
    });
  });

  it('before the mail was handed over is tried again', async () => {
    let drop = (): void => undefined;
    const recipient = (_: string, time: number) => {
      if (time === 1) drop();
      return undefined;
    };
    await withServer({ recipient }, {}, async ({ server, send, pauses }) => {
      drop = server.drop;
      await send();
      expect([server.mails.length, pauses]).toEqual([1, [1_000]]);
    });
  });

  it('or cannot be made is tried five times for one mail, and once for each mail after it', async () => {
    await withServer({}, {}, async ({ server, send, pauses }) => {
      await server.close();
      const noConnection = {
        kind: 'later',
        message: expect.stringMatching(/^SMTP connect: no connection \(ECONNREFUSED\)$/),
      };
      await expect(send()).rejects.toMatchObject(noConnection);
      await expect(send()).rejects.toMatchObject(noConnection);
      expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000]);
    });
  });
});

describe('a recipient who is refused', () => {
  const refuses = (gone: string, code = 550) => ({
    recipient: (address: string) => (address === gone ? refusal(code, 'no such user') : undefined),
  });

  it('alone is a refusal, though those in copy have the mail', async () => {
    await withServer(refuses('ann@example.com'), {}, async ({ server, send }) => {
      await expect(send({ cc: ['security@example.com'] })).rejects.toMatchObject({
        kind: 'refused',
        message: 'SMTP RCPT TO: 550 no such user; those in copy have it',
      });
      expect(server.mails.map(({ to }) => to)).toEqual([['security@example.com']]);
    });
  });

  it('in copy is a remark: the owner is told', async () => {
    await withServer(refuses('security@example.com'), {}, async ({ send }) => {
      expect(await send({ cc: ['security@example.com'] })).toEqual({
        messageId: expect.any(String),
        remark: 'the mail server refused another recipient of the mail (550 no such user)',
      });
    });
  });

  it('beside another owner is a remark', async () => {
    await withServer(refuses('bob@example.com'), {}, async ({ send }) => {
      expect((await send({ to: ['ann@example.com', 'bob@example.com'] })).remark).toContain('another recipient');
    });
  });

  it('for now is sent to again, and nobody has the mail twice', async () => {
    const recipient = (address: string, time: number) =>
      address === 'ann@example.com' && time < 3 ? refusal(450, 'greylisted') : undefined;
    await withServer({ recipient }, {}, async ({ server, send, pauses }) => {
      expect(await send({ cc: ['security@example.com'] })).toEqual({ messageId: expect.any(String) });
      expect(server.mails.map(({ to }) => to)).toEqual([['security@example.com'], ['ann@example.com']]);
      expect(pauses).toEqual([1_000]);
    });
  });

  it('with everybody else is a refusal with the reason', async () => {
    await withServer(refuses('ann@example.com'), {}, async ({ server, send, pauses }) => {
      await expect(send()).rejects.toMatchObject({ kind: 'refused', message: 'SMTP RCPT TO: 550 no such user' });
      expect([server.mails, pauses]).toEqual([[], []]);
    });
  });
});
