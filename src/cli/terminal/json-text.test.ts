import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonText } from './json-text.ts';

it('JSON is the same value to a parser', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(jsonText(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it.each([
  ['a C1 control sequence', '\u009b2J'],
  ['a bidi override', 'pay\u202elap'],
  ['a zero-width space', 'a\u200bb'],
  ['a tag character beyond the basic plane', 'a\u{e0041}b'],
  ['a line separator', 'a\u2028b'],
  ['DEL', 'a\u007fb'],
  ['an escape sequence', '\u001b[2J'],
])('%s in it is harmless on a terminal', (_, text) => {
  const shown = jsonText({ [text]: text });
  expect(shown).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(JSON.parse(shown)).toEqual({ [text]: text });
});
