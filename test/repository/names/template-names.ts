import { templateFiles } from '../../../infra/names.ts';
import { template } from '../../deployed/stack/templates.ts';
import { jsonNames } from './json-names.ts';
import type { NameList } from './name-list.ts';
import { definition } from './state-machine.ts';

type Section = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Of the four stacks and the endpoints: parameters, outputs, logical ids, whatever has a name, and the state machine.
 */
export const addTemplateNames = (names: NameList): void => {
  for (const file of Object.keys(templateFiles) as (keyof typeof templateFiles)[]) {
    const { Parameters, Resources, ...others } = template(file) as unknown as Readonly<Record<string, Section>>;
    const kind = `template ${templateFiles[file]}`;
    names.add('templates', templateFiles[file]);
    names.add(`${kind}, parameters`, ...Object.entries(Parameters ?? {}).map(parameterName));
    for (const [id, { Type }] of Object.entries(Resources ?? {})) names.add(`${kind}, resources`, `${id}: ${Type}`);
    for (const section of ['Rules', 'Mappings', 'Conditions', 'Outputs'])
      names.add(kind, ...Object.keys(others[section] ?? {}).map((id) => `${section}: ${id}`));
    names.add(`${kind}, names in resources`, ...namesBelow(Resources, ''));
    names.add('tags of resources', ...Object.values(Resources ?? {}).flatMap(tagsOf));
    names.add('environment of the functions', ...Object.values(Resources ?? {}).flatMap(variablesOf));
  }
  const states = jsonNames(definition(), { mask: (text) => text, isExact: true });
  names.add('state machine', ...states.filter((name) => !name.includes('.Retry[]')));
};

/** With its choices, and what a default calls something: numbers are no names. */
const parameterName = ([name, { Type, AllowedValues = [], Default = '' }]: [string, Section[string]]): string => {
  const isNamed = typeof Default === 'string' && /[A-Za-z]/.test(Default);
  const choices = (AllowedValues as readonly string[]).map((value) => ` ${value}`).join('');
  return `${name}: ${Type}${choices}${isNamed ? `, by default ${Default}` : ''}`;
};

/** Tags and the definition have lists of their own; the others say nothing that a program reads. */
const LEFT_OUT = /^(Definition|Tags|(Group|Alarm)?Description|DisplayName|Metadata)$/;

/** Fields that hold a name, and texts that keyturn's own names are part of, as ARNs. */
const NAMING = /(Name|Sid|Namespace|Handler|Value|Key|Input)$/;
const OURS = /keyturn|runs\/|last-complete|key-counts|first-report|Account_|ASA-|asa-|template\//i;

const namesBelow = (value: unknown, path: string, isNaming = false): readonly string[] => {
  if (typeof value === 'string') return isNaming || OURS.test(value) ? [`${path} = ${value}`] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => namesBelow(item, `${path}[]`, isNaming));
  return Object.entries(value).flatMap(([name, field]) => {
    if (LEFT_OUT.test(name)) return [];
    const isOurs = name.startsWith('Fn::') || name === 'Ref' ? isNaming : NAMING.test(name);
    const inside = namesBelow(field, path === '' ? name : `${path}.${name}`, isOurs);
    return OURS.test(name) ? [`${path}.${name}`, ...inside] : inside;
  });
};

interface Properties {
  readonly Tags?: readonly { readonly Key: string; readonly Value: unknown }[];
  readonly Environment?: { readonly Variables: object };
}

const tagsOf = ({ Properties }: Section[string]): readonly string[] =>
  ((Properties as Properties | undefined)?.Tags ?? []).map(({ Key, Value }) => `${Key} = ${JSON.stringify(Value)}`);

const variablesOf = ({ Properties }: Section[string]): readonly string[] =>
  Object.keys((Properties as Properties | undefined)?.Environment?.Variables ?? {});
