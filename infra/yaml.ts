import { Document, isMap, isScalar, isSeq, Scalar, type YAMLMap } from 'yaml';
import type { PlainTemplate } from './plain-stack.ts';

/** Functions with a short form. Those of Rules, as Fn::Contains, have none. */
const short: ReadonlySet<string> = new Set([
  ...['Sub', 'GetAtt', 'If', 'Equals', 'Not', 'And', 'Or', 'Join', 'Select', 'Split', 'FindInMap'].map(
    (name) => `Fn::${name}`,
  ),
  'Ref',
  'Condition',
]);

/** Texts that YAML 1.1 would read as dates or truth values are quoted: most tools read templates so. */
export const templateText = (template: PlainTemplate): string => {
  const document = new Document(template, { schema: 'yaml-1.1', aliasDuplicateObjects: false });
  shorten(document.contents);
  return document.toString({ lineWidth: 0, singleQuote: true });
};

/** Innermost first: a function's arguments are functions too. */
const shorten = (node: unknown): void => {
  if (isSeq(node)) {
    node.items.forEach(shorten);
    node.items = node.items.map(inShort);
  }
  if (!isMap(node)) return;
  for (const pair of node.items) {
    shorten(pair.value);
    pair.value = inShort(pair.value);
  }
};

const inShort = (node: unknown): unknown => {
  if (!isMap(node)) return node;
  const name = functionOf(node);
  if (name === undefined) return node;
  const argument = node.items[0]?.value;
  if (name === 'Condition' && !isScalar(argument)) return node;
  const value = name === 'Fn::GetAtt' ? new Scalar(attribute(argument)) : argument;
  if (!isScalar(value) && !isSeq(value)) return node;
  value.tag = `!${name.replace('Fn::', '')}`;
  return value;
};

const functionOf = (map: YAMLMap): string | undefined => {
  const [pair, ...others] = map.items;
  const name = isScalar(pair?.key) ? String(pair.key.value) : '';
  return others.length === 0 && short.has(name) ? name : undefined;
};

const attribute = (argument: unknown): string =>
  isSeq(argument) ? argument.items.map((item) => (isScalar(item) ? item.value : '')).join('.') : '';
