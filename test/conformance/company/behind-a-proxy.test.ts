import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownFolder } from '../../support/own-folder.ts';
import { apply, home, plan } from './home.ts';
import { forwardProxy, inspectingProxy } from './proxies.ts';

/** A name that nobody but a proxy can resolve. */
const HIDDEN = 'https://aws.corp.test';
const LONG = 120_000;

/** Code of the fault in what a program reads, and of the one that is told to people. */
const faultIn = (out: string): string => JSON.parse(out).fault.code;
const codeIn = (err: string): string | undefined => /KT-\d+/.exec(err)?.[0];

describe('behind a forward proxy', () => {
  it('plan and apply work, and every request goes through it', { timeout: LONG }, async () => {
    const { world, url, env } = await home();
    const proxy = await forwardProxy('ann:s3cret');
    const through = { ...env, HTTP_PROXY: proxy.url.replace('//', '//ann:s3cret@') };
    const planned = await plan(through);
    expect([planned.code, planned.err]).toEqual([0, expect.not.stringContaining('KT-')]);
    expect(JSON.parse(planned.out)).toMatchObject({ summary: { rotated: 1 } });
    const before = proxy.seen.length;
    expect(before).toBeGreaterThan(3);
    const applied = await apply(through);
    expect([applied.code, world.accessKeys.size]).toEqual([0, 2]);
    expect(proxy.seen.slice(before).length).toBe(JSON.parse(applied.out).apiCalls.total);
    expect(proxy.seen.every((line) => line.includes(url.host))).toBe(true);
  });

  it('a host that NO_PROXY names is asked directly', { timeout: LONG }, async () => {
    const { env } = await home();
    const proxy = await forwardProxy();
    const ended = await plan({ ...env, HTTP_PROXY: proxy.url, NO_PROXY: 'example.com, 127.0.0.1' });
    expect([ended.code, proxy.seen]).toEqual([0, []]);
  });

  it('a proxy that asks for a password is said to, with the variable and without the password', {
    timeout: LONG,
  }, async () => {
    const { env } = await home();
    const proxy = await forwardProxy('ann:s3cret');
    const wrong = proxy.url.replace('//', '//ann:wr0ng@');
    const ended = await plan({ ...env, AWS_ENDPOINT_URL: HIDDEN, HTTPS_PROXY: wrong });
    expect([ended.code, faultIn(ended.out)]).toEqual([2, codeIn(ended.err)]);
    expect(ended.err).toContain('KT-210 proxy-failed: the proxy that HTTPS_PROXY names, ');
    expect(ended.err).toContain('asks for a user name and a password (407)');
    expect(ended.err).not.toContain('wr0ng');
    expect(proxy.seen[0]).toBe('CONNECT aws.corp.test:443');
  });

  it.each(['HTTPS_PROXY', 'https_proxy'])(
    'a proxy that is not there is said not to answer (%s)',
    { timeout: LONG },
    async (name) => {
      const { env } = await home();
      const ended = await plan({ ...env, AWS_ENDPOINT_URL: HIDDEN, [name]: '127.0.0.1:9' });
      expect([ended.code, faultIn(ended.out)]).toEqual([2, codeIn(ended.err)]);
      expect(ended.err).toContain(
        `KT-210 proxy-failed: the proxy that ${name} names, 127.0.0.1:9, does not answer (ECONNREFUSED)`,
      );
    },
  );

  it('without the setting AWS does not answer, and the remedy names the variable', { timeout: LONG }, async () => {
    const { env } = await home();
    const ended = await plan({ ...env, AWS_ENDPOINT_URL: HIDDEN });
    expect([ended.code, faultIn(ended.out)]).toEqual([2, codeIn(ended.err)]);
    expect(ended.err).toContain('KT-205 endpoint-unreachable: AWS does not answer (');
    expect(ended.err).toContain('behind a proxy set HTTPS_PROXY');
  });
});

describe('behind a proxy that inspects TLS', () => {
  it('plan and apply work with AWS_CA_BUNDLE', { timeout: LONG }, async () => {
    const { world, url, env } = await home();
    const proxy = await inspectingProxy(url);
    const through = { ...env, AWS_ENDPOINT_URL: HIDDEN, HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: proxy.caFile };
    const planned = await plan(through);
    expect([planned.code, planned.err]).toEqual([0, expect.not.stringContaining('KT-')]);
    expect(proxy.seen).toContain('POST aws.corp.test');
    const applied = await apply(through);
    expect([applied.code, world.accessKeys.size]).toEqual([0, 2]);
  });

  it('without it the certificate is not believed, and the remedy names it', { timeout: LONG }, async () => {
    const { url, env } = await home();
    const proxy = await inspectingProxy(url);
    const ended = await plan({ ...env, AWS_ENDPOINT_URL: HIDDEN, HTTPS_PROXY: proxy.url });
    expect([ended.code, faultIn(ended.out)]).toEqual([2, codeIn(ended.err)]);
    expect(ended.err).toContain('KT-211 certificate-unknown: nobody known vouches for the certificate that answers (');
    expect(ended.err).toContain('set AWS_CA_BUNDLE');
    expect(proxy.seen.filter((line) => line.startsWith('POST'))).toEqual([]);
  });

  it('a bundle of somebody else is not believed either', { timeout: LONG }, async () => {
    const { url, env } = await home();
    const [proxy, other] = [await inspectingProxy(url), await inspectingProxy(url)];
    const ended = await plan({ ...env, AWS_ENDPOINT_URL: HIDDEN, HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: other.caFile });
    expect(ended.err).toContain('KT-211 certificate-unknown');
  });

  it('a bundle that cannot be read, or holds no certificate, is named', { timeout: LONG }, async () => {
    const { env } = await home();
    const empty = join(ownFolder(), 'empty.pem');
    writeFileSync(empty, 'no certificate');
    const missing = await plan({ ...env, AWS_CA_BUNDLE: '/nonexistent.pem' });
    expect(missing.err).toContain(
      'KT-212 ca-bundle-unreadable: AWS_CA_BUNDLE names /nonexistent.pem, which cannot be read',
    );
    const none = await plan({ ...env, AWS_CA_BUNDLE: empty });
    expect(none.err).toContain('which holds no certificate in PEM');
    expect([missing.code, none.code]).toEqual([2, 2]);
  });
});
