import { describe, expect, it } from 'vitest';
import { leaksIn, printed } from './leaks.ts';

const secret = 'Zx9/canary+secret/0123456789abcdefghijkl';

/** Ways in which a secret has got out of programs. */
const planted: Readonly<Record<string, unknown>> = {
  'a text': `key is ${secret}`,
  'a member far down': { a: { b: { c: [{ d: secret }] } } },
  'a hidden member': Object.defineProperty({}, 'secret', { value: secret, enumerable: false }),
  'a symbol': { [Symbol('secret')]: secret },
  'the cause of an error': new Error('failed', { cause: { request: { SecretString: secret } } }),
  'a member of an error': Object.assign(new Error('failed'), { $response: { body: secret } }),
  'a getter': {
    get secret() {
      return secret;
    },
  },
  'a Map': new Map([['secret', secret]]),
  'a part of it': secret.slice(5, 25),
  'escaped slashes': JSON.stringify(secret).replaceAll('/', '\\/'),
  base64: Buffer.from(secret).toString('base64'),
  hex: Buffer.from(secret).toString('hex'),
  'a part of an address': encodeURIComponent(secret),
};

describe('the search for leaks', () => {
  it.each(Object.entries(planted))('finds a secret in %s', (_, value) => {
    expect(leaksIn(printed(value), [secret])).toEqual([secret]);
  });

  it('finds none where there is none', () => {
    expect(leaksIn(printed({ AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', note: 'the secret was stored' }), [secret])).toEqual(
      [],
    );
  });
});
