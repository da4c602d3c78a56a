import * as z from 'zod';
import { exemptionItem, exemptionKinds } from './exemptions.ts';
import { parameterNames, stackParameters } from './stack-parameters.ts';
import { defaultSettings, type SettingPath, settingEntries, settingPaths } from './table.ts';

/** A JSON Schema of draft 7, which editors of YAML know. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of `keyturn.yaml`, for completion and checks in editors. It is narrower than the parser in one thing:
 * numbers, switches and lists are wanted as such, and not as text.
 */
export const settingsSchema = (): JsonSchema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Settings of keyturn',
  type: ['object', 'null'],
  properties: { ...nestedProperties(), exemptions: exemptionsSchema() },
  // Names that are known as well: with dots, and those of the stack. No editor offers them.
  patternProperties: Object.fromEntries([...dotted(), ...ofStack()].map(([name, schema]) => [exactly(name), schema])),
  additionalProperties: false,
});

type Named = readonly [name: string, schema: JsonSchema];

const exactly = (name: string): string => `^${name.replaceAll('.', '\\.')}$`;

const schemaOf = (path: SettingPath): JsonSchema => {
  const { schema, meaning, allowed } = settingEntries[path];
  const given = defaultSettings[path];
  return {
    ...plain(schema),
    description: `${meaning}. Give ${allowed}.`,
    ...(given === undefined ? {} : { default: given }),
  };
};

const plain = (schema: z.ZodType): JsonSchema => {
  const { $schema: _, readOnly: __, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
  return rest;
};

/** Settings with a dot in their path are fields of a mapping. */
const nestedProperties = (): JsonSchema => {
  const properties: Record<string, JsonSchema> = {};
  for (const path of settingPaths) {
    const [name = '', inner] = path.split('.');
    if (inner === undefined) properties[name] = schemaOf(path);
    else
      properties[name] = {
        type: 'object',
        properties: { ...(properties[name]?.properties as object | undefined), [inner]: schemaOf(path) },
        additionalProperties: false,
      };
  }
  return properties;
};

const dotted = (): readonly Named[] =>
  settingPaths.filter((path) => path.includes('.')).map((path) => [path, schemaOf(path)]);

/** A parameter is a setting by another name; what only shapes the stack is left to the stack. */
const ofStack = (): readonly Named[] => [
  ...Object.entries(parameterNames).map(([name, path]): Named => [name, ofParameter(path)]),
  ...[...stackParameters].map((name): Named => [name, {}]),
];

/** An empty parameter is one that was not given. */
const ofParameter = (path: string): JsonSchema =>
  settingPaths.some((each) => each === path) ? { anyOf: [{ const: '' }, schemaOf(path as SettingPath)] } : {};

const exemptionsSchema = (): JsonSchema => ({
  type: 'array',
  description: 'Whom keyturn leaves alone, each with a reason, an approver and a last day if you like.',
  items: { ...plain(exemptionItem), oneOf: exemptionKinds.map((kind) => ({ required: [kind] })) },
});
