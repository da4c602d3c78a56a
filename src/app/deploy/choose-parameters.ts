import { Fault } from '../faults/fault.ts';
import type { Texts } from './package-file.ts';
import type { StackTemplate, TemplateParameter } from './stacks/template.ts';

/** Where the value of a parameter may come from; the first that has one decides. */
export interface ParameterSources {
  /** The person's own words: flags, keyturn.yaml, variables. */
  readonly given: Texts;
  /** What only this deployment can know: its account, organization, bucket. */
  readonly facts: Texts;
  /** What the main stack has for a name that both have: roles and groups must be called the same everywhere. */
  readonly shared: Texts;
  /** What the stack has now: a value that was set in the console stays. */
  readonly present: Texts;
}

/** A value for every parameter of the template. Throws a {@link Fault} for one that has none. */
export const chooseParameters = (template: StackTemplate, sources: ParameterSources): Texts => {
  const chosen = Object.entries(template.parameters).map(([name, parameter]) => [
    name,
    chosenValue(name, parameter, sources),
  ]);
  const missing = chosen.filter(([, value]) => value === undefined).map(([name]) => name);
  if (missing.length > 0)
    throw new Fault('settings-refused', `the template needs a value for ${missing.join(', ')}`, {
      remedy: `give ${missing.includes('AdminEmailAddress') ? '--admin-email, the sender of notices that SES may send from' : `--parameter ${missing[0]}=VALUE`}`,
    });
  return Object.fromEntries(chosen);
};

const chosenValue = (name: string, parameter: TemplateParameter, sources: ParameterSources): string | undefined => {
  const { given, facts, shared, present } = sources;
  const kept = shared[name] ?? present[name];
  const isKeepable = kept !== undefined && (parameter.allowed.length === 0 || parameter.allowed.includes(kept));
  const value = given[name] ?? facts[name] ?? (isKeepable ? kept : undefined) ?? parameter.fallback;
  return value === undefined ? undefined : spelled(value, parameter);
};

/** As the template spells it: `true` and `True` mean the same. */
const spelled = (value: string, { allowed }: TemplateParameter): string =>
  allowed.find((each) => each.toLowerCase() === value.toLowerCase()) ?? value;

export const parameterDifferences = (before: Texts, after: Texts): readonly string[] =>
  [...new Set([...Object.keys(after), ...Object.keys(before)])].flatMap((name) => {
    if (before[name] === after[name]) return [];
    return [`Parameter ${name}: ${shown(before[name])} -> ${shown(after[name])}`];
  });

const shown = (value: string | undefined): string =>
  value === undefined ? '(none)' : value === '' ? '(empty)' : value;

/** Names that no template has, which would otherwise be lost in silence. */
export const unknownParameters = (given: Texts, templates: readonly StackTemplate[]): readonly string[] =>
  Object.keys(given).filter((name) => !templates.some(({ parameters }) => Object.hasOwn(parameters, name)));
