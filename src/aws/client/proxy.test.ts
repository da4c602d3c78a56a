import { describe, expect, it } from 'vitest';
import { isDirect, proxyFor } from './proxy.ts';

describe('the proxy', () => {
  it.each([
    [{}, undefined],
    [{ HTTPS_PROXY: 'http://proxy.corp:8080' }, 'HTTPS_PROXY http://proxy.corp:8080/'],
    [{ HTTPS_PROXY: 'proxy.corp:8080' }, 'HTTPS_PROXY http://proxy.corp:8080/'],
    [{ HTTPS_PROXY: '//proxy.corp:8080' }, 'HTTPS_PROXY http://proxy.corp:8080/'],
    [{ HTTPS_PROXY: 'https://proxy.corp' }, 'HTTPS_PROXY https://proxy.corp/'],
    [{ https_proxy: 'a:1', HTTPS_PROXY: 'b:2' }, 'https_proxy http://a:1/'],
    [{ https_proxy: '', HTTPS_PROXY: 'b:2' }, undefined],
    [{ HTTPS_PROXY: '' }, undefined],
    [{ HTTP_PROXY: 'a:1' }, undefined],
  ])('for https in %j is %s', (env, found) => {
    const proxy = proxyFor('https', env);
    expect(proxy && `${proxy.variable} ${proxy.url.href}`).toBe(found);
  });

  it('of a text that is none is refused by the name of the variable, without the text', () => {
    expect(() => proxyFor('http', { HTTP_PROXY: 'http://ann:s3cret@:x' })).toThrow(/^HTTP_PROXY names no proxy: give/);
  });
});

describe('NO_PROXY', () => {
  it.each([
    ['', 'iam.amazonaws.com', false],
    ['*', 'iam.amazonaws.com', true],
    ['iam.amazonaws.com', 'iam.amazonaws.com', true],
    ['IAM.amazonaws.com', 'iam.AMAZONAWS.com', true],
    ['amazonaws.com', 'iam.amazonaws.com', true],
    ['.amazonaws.com', 'iam.amazonaws.com', true],
    ['example.com, amazonaws.com', 'iam.amazonaws.com', true],
    ['aws.com', 'iam.amazonaws.com', false],
    ['iam.amazonaws.com.evil', 'iam.amazonaws.com', false],
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1:4599', '127.0.0.1', true],
    ['127.0.0.1:80', '127.0.0.1', false],
    [',', 'iam.amazonaws.com', false],
  ])('%j: is %s asked directly? %s', (NO_PROXY, hostname, isSo) => {
    expect(isDirect({ hostname, port: 4599 }, { NO_PROXY })).toBe(isSo);
  });

  it('in small letters comes first', () => {
    expect(isDirect({ hostname: 'a' }, { no_proxy: 'b', NO_PROXY: 'a' })).toBe(false);
  });
});
