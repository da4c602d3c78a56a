import { parse } from 'yaml';
import type { PlainTemplate } from '../../infra/plain-stack.ts';

/** A template as CloudFormation reads it: short forms of functions are the long ones. */
export const readTemplate = (text: string): PlainTemplate => parse(text, { schema: 'yaml-1.1', customTags });

const short = ['Ref', 'Condition', 'Sub', 'GetAtt', 'If', 'Equals', 'Not', 'And', 'Or', 'Join', 'Select', 'Split'];

const customTags = [...short, 'FindInMap'].flatMap((name) => {
  const tag = `!${name}`;
  const long = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  return [
    { tag, resolve: (text: string) => ({ [long]: name === 'GetAtt' ? text.split('.') : text }) },
    { tag, collection: 'seq' as const, resolve: (items: { toJSON(): unknown }) => ({ [long]: items.toJSON() }) },
  ];
});
