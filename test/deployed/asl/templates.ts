import { type AslScope, find, type Json, read } from './paths.ts';

/** Parameters, ResultSelector and ItemSelector: fields that end in `.$` are looked up. */
export const fill = (template: unknown, scope: AslScope): Json => {
  if (Array.isArray(template)) return template.map((each) => fill(each, scope));
  if (typeof template !== 'object' || template === null) return template as Json;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith('.$') ? [name.slice(0, -2), evaluate(String(value), scope)] : [name, fill(value, scope)],
    ),
  );
};

const evaluate = (expression: string, scope: AslScope): Json => {
  if (expression.startsWith('$')) return read(expression, scope);
  const [, name = '', given = ''] = /^States\.(\w+)\((.*)\)$/.exec(expression) ?? [];
  const values = given.split(', ').map((argument) => argumentOf(argument, scope));
  const intrinsic = intrinsics[name];
  if (intrinsic === undefined) throw new Error(`the expression ${expression} is none that this engine knows`);
  return intrinsic(values);
};

const argumentOf = (text: string, scope: AslScope): Json => {
  if (text.startsWith('$')) return find(text, scope) ?? null;
  return text.startsWith("'") ? text.slice(1, -1) : (JSON.parse(text) as Json);
};

const intrinsics: Readonly<Record<string, (values: readonly Json[]) => Json>> = {
  StringToJson: ([text]) => JSON.parse(String(text)) as Json,
  JsonToString: ([value]) => JSON.stringify(value),
  Array: (values) => values,
  MathAdd: ([a, b]) => Number(a) + Number(b),
};
