import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAddress, ownerAddress } from './owner-address.ts';

const plain = ['ann@example.com', 'a.b+aws@mail.example.co.uk', "o'neil@example.com", 'ops_1@xn--mnchen-3ya.de'];

test.each(plain)('%s is an address', (text) => expect(isAddress(text)).toBe(true));

const hostile: readonly [string, string][] = [
  ['several addresses', 'ann@example.com,eve@evil.com'],
  ['several addresses with a semicolon', 'ann@example.com;eve@evil.com'],
  ['a display name', 'Ann <ann@example.com>'],
  ['angle brackets', '<ann@example.com>'],
  ['a line break and a header', 'ann@example.com\r\nBcc: eve@evil.com'],
  ['a line break at the end', 'ann@example.com\n'],
  ['a space', 'ann @example.com'],
  ['a quoted local part', '"ann eve"@example.com'],
  ['a comment', 'ann(eve)@example.com'],
  ['two at signs', 'ann@example.com@evil.com'],
  ['a Cyrillic letter that looks Latin', 'ann@ex\u0430mple.com'],
  ['a full-width at sign', 'ann\uff20example.com'],
  ['a bidi override', 'ann@example.com\u202e'],
  ['a zero-width space', 'ann@exam\u200bple.com'],
  ['a NUL', 'ann@example.com\0'],
  ['no domain', 'ann@'],
  ['no local part', '@example.com'],
  ['no dot in the domain', 'ann@localhost'],
  ['an IP address', 'ann@10.0.0.1'],
  ['an IP literal', 'ann@[10.0.0.1]'],
  ['an empty label', 'ann@example..com'],
  ['a dot at the end', 'ann@example.com.'],
  ['two dots in the local part', 'a..nn@example.com'],
  ['a label that begins with a hyphen', 'ann@-example.com'],
  ['a local part of 65 characters', `${'a'.repeat(65)}@example.com`],
  ['more than 254 characters', `ann@${'a.'.repeat(130)}com`],
  ['a handlebars tag', '{{x}}@'],
];

test.each(hostile)('%s is not an address, and no owner', (_what, text) => {
  expect(isAddress(text)).toBe(false);
  expect(ownerAddress(text, ['example.com', 'evil.com'])).toMatchObject({ ok: false });
});

test('an address holds no character that could end a header or begin another address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (local, domain) => {
      const text = `${local}@${domain}.com`;
      return !isAddress(text) || !/[\s\p{Cc},;<>()[\]"\\:]|[^ -~]/u.test(text);
    }),
  );
});

test('an owner in an allowed domain or its subdomain is written to', () => {
  expect(ownerAddress('ann@example.com', ['example.com'])).toEqual({ ok: true, addresses: ['ann@example.com'] });
  expect(ownerAddress('Ann@EU.Example.COM', ['Example.com'])).toEqual({ ok: true, addresses: ['Ann@EU.Example.COM'] });
});

test.each([
  ['ann@example.com:bob@eu.example.com'],
  ['ann@example.com bob@eu.example.com'],
  [' ann@example.com : bob@eu.example.com ann@example.com '],
])('two addresses are two owners: %j', (tag) => {
  const addresses = ['ann@example.com', 'bob@eu.example.com'];
  expect(ownerAddress(tag, ['example.com'])).toEqual({ ok: true, addresses });
  expect(ownerAddress(tag.replace('eu.', 'evil'), ['example.com'])).toMatchObject({ ok: false });
});

test.each(['mailto:ann@example.com', 'ann@example.com and bob', 'firstname.lastname', ': '])(
  'a tag that holds anything else is used for nothing: %j',
  (tag) => expect(ownerAddress(tag, ['example.com'])).toMatchObject({ ok: false }),
);

test.each([
  ['another domain', 'ann@evil.com'],
  ['a look-alike that ends the same', 'ann@evil-example.com'],
  ['a look-alike that begins the same', 'ann@example.com.evil.com'],
  ['the domain above the allowed one', 'ann@com.com'],
  ['a punycode homograph', 'ann@xn--exmple-4nf.com'],
])('an owner in %s is not written to', (_what, text) => {
  expect(ownerAddress(text, ['example.com'])).toEqual({
    ok: false,
    why: 'the address in the owner tag is outside the allowed domains',
  });
});

test('an address that routes through an allowed domain is not written to', () => {
  expect(ownerAddress('ann%evil.com@example.com', ['example.com'])).toMatchObject({ ok: false });
  expect(ownerAddress('evil.com!ann@example.com', ['example.com'])).toMatchObject({ ok: false });
});

test('without allowed domains, or with an empty one, no owner is written to', () => {
  expect(ownerAddress('ann@example.com', [])).toMatchObject({ ok: false });
  expect(ownerAddress('ann@example.com', [''])).toMatchObject({ ok: false });
});

test.each([undefined, '', '  '])('a missing owner tag (%j) is said to be missing', (tag) => {
  expect(ownerAddress(tag, ['example.com'])).toEqual({ ok: false, why: 'the user has no owner tag' });
});

test('the reason never repeats a hostile tag', () => {
  const answer = ownerAddress('eve <eve@evil.com>', ['example.com']);
  expect(JSON.stringify(answer)).not.toContain('eve');
});
