import { Fault } from '../faults/fault.ts';
import type { Texts } from './package-file.ts';
import type { StackTemplate } from './stacks/template.ts';

/** All variables of a function together, in bytes (Lambda, "Lambda quotas"); what is measured is their JSON. */
const MOST_BYTES = 4_096;

/** What only CloudFormation knows, as the name of a bucket or an ARN. */
const UNKNOWN_BYTES = 100;

/**
 * Settings reach the functions by their environment. What does not fit there is refused before anything is changed:
 * CloudFormation would find out in the middle of the update, when the accounts have theirs already.
 */
export const refuseLargeEnvironment = (template: StackTemplate, parameters: Texts): void => {
  for (const { type, text } of template.resources.values()) {
    const variables = type === 'AWS::Lambda::Function' ? variablesIn(text) : {};
    const environment = Object.entries(variables).map(([name, value]) => [name, textOf(value, parameters)] as const);
    const size = sizeOf(JSON.stringify(Object.fromEntries(environment)));
    if (size > MOST_BYTES) throw tooLarge(size, environment);
  }
};

const variablesIn = (resource: string): Readonly<Record<string, unknown>> => {
  const { Properties } = JSON.parse(resource) as {
    readonly Properties?: { readonly Environment?: { readonly Variables?: Readonly<Record<string, unknown>> } };
  };
  return Properties?.Environment?.Variables ?? {};
};

/** A reference reads as the name that it names. */
const textOf = (value: unknown, parameters: Texts): string => {
  const name = typeof value === 'string' ? value : '';
  return Object.hasOwn(parameters, name) ? (parameters[name] ?? '') : 'x'.repeat(UNKNOWN_BYTES);
};

const tooLarge = (size: number, environment: readonly (readonly [name: string, value: string])[]): Fault => {
  const largest = [...environment].sort(([, a], [, b]) => sizeOf(b) - sizeOf(a)).slice(0, 3);
  const lines = largest.map(([name, value]) => `  ${name}: ${sizeOf(value)} bytes`);
  return new Fault(
    'settings-refused',
    [
      `the settings take ${size} bytes, and a function of Lambda has room for ${MOST_BYTES}. The largest:`,
      ...lines,
    ].join('\n'),
    {
      remedy:
        'shorten the reasons of exemptions, take out those that are over, or put users into the exemption group and accounts into an OU; nothing was changed',
    },
  );
};

const sizeOf = (text: string): number => new TextEncoder().encode(text).length;
