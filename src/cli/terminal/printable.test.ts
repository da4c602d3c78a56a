import { describe, expect, it } from 'vitest';
import { printable, printableDeep } from './printable.ts';

describe('a name from AWS', () => {
  it.each([
    ['an escape sequence', 'a\u001b[31mred\u001b[0m', 'ared'],
    ['a title change', 'a\u001b]0;owned\u0007b', 'ab'],
    ['a lone escape', 'a\u001bb', 'a'],
    ['a C1 control sequence', 'a\u009b31mb', 'ab'],
    ['a carriage return', 'real\rfake', 'real fake'],
    ['new lines', 'one\n\ntwo\u2028three', 'one two three'],
    ['a right-to-left override', 'user\u202egnp.exe', 'usergnp.exe'],
    ['isolates and marks', '\u2066a\u2069\u200f\u061cb', 'ab'],
    ['invisible characters', 'ad\u200bmin\ufeff\u00ad', 'admin'],
    ['a backspace', 'abc\u0008\u0008', 'abc'],
    ['letters of any script', 'Zürich 東京', 'Zürich 東京'],
  ])('with %s is harmless on a terminal', (_, text, shown) => {
    expect(printable(text).startsWith(shown)).toBe(true);
    expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('becomes ASCII where the terminal has nothing else', () => {
    expect(printable('Zürich 東京', { isAscii: true })).toBe('Z?rich ??');
  });
});

it('everything in a result is made printable, and numbers stay numbers', () => {
  expect(printableDeep({ a: ['x\u001b[2J'], b: { c: 1, d: null, e: true } })).toEqual({
    a: ['x'],
    b: { c: 1, d: null, e: true },
  });
});
