import fc from 'fast-check';

/** Names and messages as somebody would choose them who wants a mail to say, or do, something else. */
export const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='x",
  '{{constructor}}{{{actions}}}{{#each this}}',
  'a\r\nBcc: eve@evil.com\r\n\r\n<b>',
  '\u001b[31mred\u001b[0m \u001b]0;title\u0007',
  '\u202egnp.exe \u2066hidden\u2069 zero\u200bwidth',
  '<!-- ',
  '</td></tr></table><style>',
  '&lt;b&gt;',
  '\ud800',
  '`$(id)`; rm -rf /',
] as const;

/** Any text, hostile ones first. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...attacks),
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.string({
    unit: fc.constantFrom('<', '>', '&', '"', "'", '{', '}', '\n', '\u202e', '\u001b[2J', 'a'),
    minLength: 1,
  }),
);

/** The tags of a page in order, without their attributes; values can add none. */
export const tagsOf = (html: string): string =>
  [...html.matchAll(/<(!?\/?[a-z\d]*)/gi)].map(([, name]) => name).join(' ');

/** Controls, invisible characters, halves of characters: what no mail may hold, but for line breaks. */
export const INVISIBLE: RegExp = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
