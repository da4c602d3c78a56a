import { expect, it } from 'vitest';
import { parseForm } from '../http-message.ts';
import { formTree } from './form-tree.ts';

it('a form becomes what an XML parser would make of the same data', () => {
  const form =
    'Name=a+b%2Bc&Tags.member.1.Key=k&Tags.member.1.Value=&Tags.member.2.Key=l&Flat.1=x&Map.entry.1.key=m&Empty=';
  expect(formTree(parseForm(form))).toEqual({
    Name: 'a b+c',
    Tags: { member: [{ Key: 'k', Value: '' }, { Key: 'l' }] },
    Flat: ['x'],
    Map: { entry: [{ key: 'm' }] },
    Empty: '',
  });
});

it('items stand in the order of their numbers, gaps or not', () => {
  expect(formTree(parseForm('L.10=c&L.9=b&L.1=a'))).toEqual({ L: ['a', 'b', 'c'] });
});

it('names that JavaScript treats in a special way are just names', () => {
  const tree = formTree(parseForm('__proto__.polluted=1&constructor.prototype.polluted=1'));
  expect(Object.keys(tree)).toEqual(['__proto__', 'constructor']);
  expect('polluted' in {}).toBe(false);
});
