import { type DeclaredParameter, kindOf, type ParameterKind } from './declared-parameter.ts';
import { block, type Expression, items, literal, snakeCase } from './hcl.ts';

const types: Readonly<Record<ParameterKind, Expression>> = {
  text: 'string',
  number: 'number',
  'optional-number': 'number',
  truth: 'bool',
  list: 'list(string)',
  'list-of-items': 'list(string)',
  objects: 'list(map(string))',
};

/** The variable of a module that stands for a parameter of a template: its type, default, meaning and limits. */
export const variable = (name: string, parameter: DeclaredParameter): string => {
  const kind = kindOf(parameter);
  const own = snakeCase(name);
  const body = items([
    ['description', literal(inWordsOfLists(kind, parameter.Description))],
    ['type', types[kind]],
    ...(parameter.Default === undefined ? [] : [['default', defaultOf(kind, parameter.Default)] as const]),
    ['nullable', String(kind === 'optional-number')],
  ]);
  const limits = validation(`var.${own}`, kind, parameter);
  return block(`variable "${own}"`, limits === undefined ? body : `${body}\n\n${limits}`);
};

/** A list of Terraform's has no commas that a person writes. */
const inWordsOfLists = (kind: ParameterKind, words: string): string =>
  kind === 'list' || kind === 'list-of-items'
    ? words.replace(/,? with commas between(, as [^ ]+,[^ ]*[^ ,])?/, '')
    : words;

const defaultOf = (kind: ParameterKind, value: string | number): Expression => {
  if (kind === 'number') return String(Number(value));
  if (kind === 'truth') return String(value).toLowerCase();
  if (value === '' && kind === 'optional-number') return 'null';
  if (value === '' && kind !== 'text') return '[]';
  if (kind === 'text') return literal(String(value));
  throw new Error(`a default that no variable can have: ${value}`);
};

const validation = (own: Expression, kind: ParameterKind, parameter: DeclaredParameter): string | undefined => {
  const { AllowedValues: allowed, AllowedPattern: pattern, ConstraintDescription: words } = parameter;
  const { MinValue: least, MaxValue: most } = parameter;
  if (kind === 'truth') return undefined;
  if (kind === 'objects') return objectsFit(own);
  if (kind === 'optional-number') return rule(`${own} == null ? true : ${whole(own, 1, 1_000_000)}`, `${words}.`);
  if (least !== undefined && most !== undefined)
    return rule(whole(own, least, most), `give a whole number from ${least} to ${most}.`);
  if (allowed !== undefined)
    return rule(`contains(${JSON.stringify(allowed).replaceAll(',', ', ')}, ${asText(own, kind)})`, oneOf(allowed));
  if (pattern === undefined) return undefined;
  const fits = (text: Expression) => `can(regex(${literal(pattern)}, ${text}))`;
  const condition =
    kind === 'list-of-items' ? `alltrue([for item in ${own} : ${fits('item')}])` : fits(asText(own, kind));
  return rule(condition, `${inWordsOfLists(kind, words ?? '')}.`);
};

/** As many characters as the template allows, of the JSON that it gets. */
const objectsFit = (own: Expression): string =>
  rule(`length(jsonencode(${own})) <= 1502`, 'give a list that is 1,500 characters of JSON at most.');

const whole = (own: Expression, least: number, most: number): Expression =>
  `${own} >= ${least} && ${own} <= ${most} && floor(${own}) == ${own}`;

const oneOf = (allowed: readonly string[]): string => `give one of ${allowed.join(', ')}.`;

/** Terraform wants a sentence. */
const rule = (condition: Expression, words: string): string =>
  block(
    'validation',
    items([
      ['condition', condition],
      ['error_message', literal(words.charAt(0).toUpperCase() + words.slice(1))],
    ]),
  );

/** The text that CloudFormation gets for a variable. */
export const parameterValue = (name: string, parameter: DeclaredParameter): Expression => {
  const own = `var.${snakeCase(name)}`;
  const kind = kindOf(parameter);
  if (kind === 'objects') return `length(${own}) == 0 ? "" : jsonencode(${own})`;
  if (kind === 'optional-number') return `${own} == null ? "" : tostring(${own})`;
  if (kind !== 'truth') return asText(own, kind);
  const [yes, no] = parameter.AllowedValues ?? [];
  return `${own} ? "${yes}" : "${no}"`;
};

const asText = (own: Expression, kind: ParameterKind): Expression => {
  if (kind === 'list' || kind === 'list-of-items') return `join(",", ${own})`;
  return kind === 'number' ? `tostring(${own})` : own;
};
