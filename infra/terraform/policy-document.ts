import { type Expression, escaped, list, literal, object, snakeCase } from './hcl.ts';

type Mapping = Readonly<Record<string, unknown>>;

/** What CloudFormation calls by these names, in the module `member-role`. */
const pseudo: Readonly<Record<string, Expression>> = {
  'AWS::AccountId': 'local.account_id',
  'AWS::Partition': 'local.partition',
  'AWS::URLSuffix': 'local.dns_suffix',
  'AWS::NoValue': 'null',
};

const reference = (name: string): Expression => pseudo[name] ?? `var.${snakeCase(name)}`;

/**
 * A part of a template in Terraform's language, functions and conditions included: so that a policy is written once, in
 * the CDK app. Throws for a function that it does not know.
 *
 * Two branches of another shape need `jsondecode`: the branches of Terraform's own conditional must be of one type
 * (https://developer.hashicorp.com/terraform/language/expressions/conditionals#result-types).
 */
export const expressionOf = (part: unknown): Expression => {
  if (typeof part === 'string') return literal(part);
  if (typeof part !== 'object' || part === null) return String(part);
  if (Array.isArray(part)) return listOf(part);
  const [[key, argument] = ['', undefined], ...others] = Object.entries(part);
  const isFunction = others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'));
  return isFunction ? call(key, argument) : objectOf(part as Mapping);
};

const listOf = (all: readonly unknown[]): Expression => {
  const written = list(all.map(expressionOf));
  return all.some(mayBeNothing) ? `[for item in ${written} : item if item != null]` : written;
};

const objectOf = (part: Mapping): Expression => {
  const written = object(Object.entries(part).map(([name, value]) => [keyed(name), expressionOf(value)] as const));
  return Object.values(part).some(mayBeNothing)
    ? `{ for name, value in ${written} : name => value if value != null }`
    : written;
};

const keyed = (name: string): string => (/^[A-Za-z]\w*$/.test(name) ? name : literal(name));

const mayBeNothing = (part: unknown): boolean =>
  typeof part === 'object' &&
  part !== null &&
  Array.isArray((part as Mapping)['Fn::If']) &&
  JSON.stringify(part).includes('{"Ref":"AWS::NoValue"}');

// biome-ignore lint/suspicious/noExplicitAny: arguments of CloudFormation's functions.
const functions: Readonly<Record<string, (argument: any) => Expression>> = {
  Ref: reference,
  'Fn::Sub': (text: string) =>
    `"${escaped(text).replace(/\$\$\{(!?)([^}]+)\}/g, (_, literally: string, name: string) =>
      literally === '!' ? `$\${${name}}` : `\${${reference(name)}}`,
    )}"`,
  'Fn::If': ([condition, yes, no]) =>
    `jsondecode(local.${snakeCase(condition)} ? jsonencode(${expressionOf(yes)}) : jsonencode(${expressionOf(no)}))`,
  'Fn::Equals': ([one, other]) => `${expressionOf(one)} == ${expressionOf(other)}`,
  'Fn::Not': ([one]) => `!(${expressionOf(one)})`,
  'Fn::Join': ([separator, all]) => `join(${literal(separator)}, ${inLine(all)})`,
  'Fn::Split': ([separator, text]) => `split(${literal(separator)}, ${expressionOf(text)})`,
  'Fn::Select': ([index, all]) => `${expressionOf(all)}[${index}]`,
};

const call = (name: string, argument: unknown): Expression => {
  const written = functions[name];
  if (written === undefined) throw new Error(`the function ${name} has no counterpart yet`);
  return written(argument);
};

/** The items of a short list, on one line. */
const inLine = (all: unknown): Expression =>
  Array.isArray(all) ? `[${all.map(expressionOf).join(', ')}]` : expressionOf(all);
