import type { PlainTemplate } from './plain-stack.ts';

export interface ResolveOptions {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly partition?: string;
  readonly account?: string;
  readonly region?: string;
}

type Mapping = Readonly<Record<string, unknown>>;

/**
 * A template's resources as CloudFormation would make them: functions carried out, conditions decided, empty values
 * left out.
 */
export const resolved = (
  template: PlainTemplate,
  circumstances: ResolveOptions = {},
): Readonly<Record<string, ResolvedResource>> => {
  const resolve = resolver(template, circumstances);
  const all = Object.entries(template.Resources as Record<string, Mapping>).filter(
    ([, { Condition }]) => Condition === undefined || resolve({ Condition }) === true,
  );
  return Object.fromEntries(all.map(([id, resource]) => [id, resolve(resource) as ResolvedResource]));
};

export interface ResolvedResource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: of many types.
  readonly Properties: any;
  readonly [field: string]: unknown;
}

const NOTHING = Symbol('AWS::NoValue');

/** Resolves any part of a template. */
export const resolver = (template: PlainTemplate, circumstances: ResolveOptions = {}): ((part: unknown) => unknown) => {
  const values = valuesFor(template, circumstances);
  const resolve = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(resolve).filter((item) => item !== NOTHING);
    if (typeof part !== 'object' || part === null) return part;
    const [[key, argument] = ['', undefined], ...others] = Object.entries(part);
    const compute = others.length === 0 ? functions[key] : undefined;
    if (compute !== undefined) return compute(argument);
    const entries = Object.entries(part).map(([name, value]) => [name, resolve(value)] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== NOTHING));
  };
  const list = (argument: unknown): unknown[] => resolve(argument) as unknown[];
  // biome-ignore lint/suspicious/noExplicitAny: arguments of CloudFormation's functions.
  const functions: Record<string, (argument: any) => unknown> = {
    Ref: (name: string) => values(name),
    Condition: (name) =>
      typeof name === 'string' ? resolve((template.Conditions as Mapping)[name]) : { Condition: resolve(name) },
    'Fn::GetAtt': ([id, attribute]: string[]) => values(`${id}.${attribute}`),
    'Fn::Sub': (argument) => substitute(argument, values, resolve),
    'Fn::Join': ([separator, items]) => list(items).join(separator),
    'Fn::Split': ([separator, text]) => String(resolve(text)).split(separator),
    'Fn::Select': ([index, items]) => list(items)[Number(index)],
    'Fn::FindInMap': ([map, first, second]) =>
      (template.Mappings as Record<string, Record<string, Mapping>>)[map]?.[String(resolve(first))]?.[second],
    'Fn::If': ([condition, yes, no]) => resolve(functions.Condition?.(condition) === true ? yes : no),
    'Fn::Equals': ([one, other]) => resolve(one) === resolve(other),
    'Fn::And': (conditions) => list(conditions).every((condition) => condition === true),
    'Fn::Or': (conditions) => list(conditions).some((condition) => condition === true),
    'Fn::Not': ([one]) => resolve(one) !== true,
    'Fn::Contains': ([items, item]) => list(items).includes(resolve(item)),
  };
  return resolve;
};

const substitute = (
  argument: string | [string, Mapping],
  values: (name: string) => unknown,
  resolve: (part: unknown) => unknown,
): string => {
  const [text, own] = typeof argument === 'string' ? [argument, {}] : argument;
  return text.replace(/\$\{([^}]+)\}/g, (_, name: string) =>
    name.startsWith('!') ? `\${${name.slice(1)}}` : String(name in own ? resolve(own[name]) : values(name)),
  );
};

const suffixes: Readonly<Record<string, string>> = { 'aws-cn': 'amazonaws.com.cn', 'aws-eusc': 'amazonaws.eu' };

const valuesFor = (template: PlainTemplate, circumstances: ResolveOptions): ((name: string) => unknown) => {
  const { parameters = {}, partition = 'aws', account = '111111111111', region = 'eu-central-1' } = circumstances;
  const declared = (template.Parameters ?? {}) as Record<string, { Type: string; Default?: unknown }>;
  const known: Record<string, unknown> = {
    'AWS::Partition': partition,
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::URLSuffix': suffixes[partition] ?? 'amazonaws.com',
    'AWS::StackId': 'the-stack',
    'AWS::NoValue': NOTHING,
  };
  return (name) => {
    if (name in known) return known[name];
    const parameter = declared[name];
    if (parameter === undefined) return nameOf(template, name, partition);
    const value = parameters[name] ?? parameter.Default;
    if (value === undefined) throw new Error(`no value is given for ${name}`);
    return /^(CommaDelimitedList|List<)/.test(parameter.Type) ? String(value).split(',') : String(value);
  };
};

/** What a resource is called, as far as tests care: `arn:...` where an ARN is asked for. */
const nameOf = (template: PlainTemplate, reference: string, partition: string): string => {
  const [id = '', attribute] = reference.split('.');
  if (!(id in (template.Resources as Mapping))) throw new Error(`nothing is called ${id}`);
  return attribute === 'Arn' ? `arn:${partition}:made:::${id}` : id;
};
