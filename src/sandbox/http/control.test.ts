import { get } from 'node:http';
import { GetUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { instant, plus } from '../../core/time.ts';
import type { SandboxMail } from '../world.ts';
import { clientConfig, exampleWorld } from './example-world.fixture.ts';
import { type ServedSandbox, type ServeOptions, serveSandbox } from './server.ts';

const START = instant(Date.UTC(2026, 3, 1, 9));

let served: ServedSandbox | undefined;
afterEach(() => served?.close());
afterEach(() => void vi.useRealTimers());

const open = async (options: ServeOptions = {}) => {
  const example = exampleWorld(START);
  served = await serveSandbox(example.world, options);
  const { url } = served;
  const ask = (path: string, init?: RequestInit) => fetch(`${url}/_sandbox/${path}`, { redirect: 'manual', ...init });
  return { ...example, url, ask, post: (path: string, headers = {}) => ask(path, { method: 'POST', headers }) };
};

const mail: SandboxMail = {
  at: plus(START, -60_000),
  from: 'security@example.com',
  to: ['owner@example.com'],
  cc: [],
  subject: '<script>alert("subject")</script>',
  html: '<p title="x">Hi &amp; welcome</p><script>alert("body")</script>',
  text: 'Hi </pre><script>alert("text")</script>',
  messageId: 'message-"1"',
  accountId: '123456789012',
  region: 'us-east-1',
};

describe('the mailbox page', () => {
  it('lists mails and shows an opened one, as text that cannot become markup or run', async () => {
    const { world, ask } = await open();
    world.mailbox.push(mail);
    const page = await (await ask(`?mail=${encodeURIComponent(mail.messageId)}`)).text();
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;alert(&quot;subject&quot;)&lt;/script&gt;');
    expect(page).toContain('sandbox srcdoc="&lt;p title=&quot;x&quot;&gt;Hi &amp;amp; welcome&lt;/p&gt;&lt;script&gt;');
    expect(page).toContain('<pre>Hi &lt;/pre&gt;');
  });

  it('forbids itself everything but its own style and the frame of a mail', async () => {
    const { ask } = await open();
    const answer = await ask('');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/);
    expect(await answer.text()).toContain('No mail yet');
  });

  it('tells the ages of access keys', async () => {
    const { ask } = await open();
    expect(await (await ask('')).text()).toMatch(/<td>owner<\/td>[\s\S]*<td class="number old">100<\/td>/);
  });

  it('is also there as JSON', async () => {
    const { world, ask } = await open();
    world.mailbox.push(mail);
    expect(await (await ask('mailbox.json')).json()).toMatchObject([
      { at: '2026-04-01T08:59:00.000Z', subject: mail.subject },
    ]);
  });
});

describe('a name that leads to the sandbox', () => {
  /** What a browser asks that takes the sandbox for a site of this name. */
  const statusUnder = (url: string, host: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      get(`${url}/_sandbox/mailbox.json`, { headers: { host } }, (answer) => resolve(answer.resume().statusCode)).on(
        'error',
        reject,
      );
    });

  it.each(['evil.example', 'evil.example:4599', 'localhost.evil.example', 'notlocalhost'])(
    'is none of its own: %j opens neither mailbox nor clock',
    async (host) => expect(await statusUnder((await open()).url, host)).toBe(403),
  );

  it.each(['127.0.0.1', '127.0.0.1:4599', '[::1]:4599', '192.168.1.7', 'LOCALHOST:4599', 'keyturn.localhost'])(
    'is its own: %j',
    async (host) => expect(await statusUnder((await open()).url, host)).toBe(200),
  );

  it('is its own where whoever started it gave it', async () => {
    const { url } = await open({ host: 'localhost' });
    expect(await statusUnder(url, 'localhost')).toBe(200);
  });

  it('says what to ask for instead', async () => {
    const answer = await new Promise<string>((resolve) => {
      void open().then(({ url }) =>
        get(`${url}/_sandbox/`, { headers: { host: 'evil.example' } }, async (message) => {
          resolve((await message.toArray()).join(''));
        }),
      );
    });
    expect(answer).toContain('Requests to \\"evil.example\\" are refused here: ask for an IP address, localhost');
  });
});

describe('the body of a request', () => {
  const MIB = 1024 * 1024;
  const post = async (mebibytes: number) => {
    const { url } = await open();
    return fetch(`${url}/_sandbox/travel?days=1`, { method: 'POST', body: new Uint8Array(mebibytes * MIB) });
  };

  it('of 64 MiB is taken', { timeout: 30_000 }, async () => expect((await post(64)).status).toBe(200));

  it('that is larger is refused, and the refusal is heard', { timeout: 30_000 }, async () => {
    const answer = await post(65);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toEqual({ error: 'A body of more than 67108864 bytes is refused.' });
  });
});

describe("the sandbox's clock", () => {
  it('stands still unless told to follow the real one', async () => {
    const { ask } = await open();
    expect(await (await ask('clock')).json()).toEqual({ now: '2026-04-01T09:00:00.000Z', ms: START });
  });

  it('travels by days and by milliseconds, and dates every answer', async () => {
    const { post, ask } = await open();
    await post('travel?days=10');
    const answer = await post('travel?ms=1500');
    expect(await answer.json()).toMatchObject({ now: '2026-04-11T09:00:01.500Z' });
    expect((await ask('clock')).headers.get('date')).toBe('Sat, 11 Apr 2026 09:00:01 GMT');
  });

  it.each(['travel', 'travel?days=0', 'travel?days=-1', 'travel?days=soon'])('refuses %s', async (path) => {
    const { post } = await open();
    expect((await post(path)).status).toBe(400);
  });

  it('is moved by its own page, which then shows itself again, and by no other page', async () => {
    const { post, url, world } = await open();
    expect((await post('travel?days=1', { origin: 'http://elsewhere.example' })).status).toBe(403);
    expect(world.now).toBe(START);
    const own = await post('travel?days=1', { origin: url, accept: 'text/html' });
    expect([own.status, own.headers.get('location')]).toEqual([303, '/_sandbox/']);
    expect(world.now).toBe(Date.UTC(2026, 3, 2, 9));
  });

  it('follows the real one from where it stands, if told to', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { world, ask } = await open({ advanceWithRealTime: true });
    vi.setSystemTime(Date.now() + 1_500);
    await ask('clock');
    expect(world.now).toBe(START + 1_500);
  });

  it('refuses clients of the real time, unless skew is accepted', async () => {
    const getUser = async (options: ServeOptions) => {
      const { url, admin } = await open(options);
      return new IAMClient(clientConfig(url, admin)).send(new GetUserCommand({ UserName: 'owner' }));
    };
    await expect(getUser({})).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      message: expect.stringMatching(/^Signature (expired|not yet current): \d{8}T\d{6}Z is .* min\.\)$/),
    });
    await served?.close();
    expect((await getUser({ acceptSkew: true })).User?.UserName).toBe('owner');
  });
});
