import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { settingsSchema } from './json-schema.ts';
import { parseSettings } from './parse.ts';
import { defaultSettings, settingPaths } from './table.ts';

const validate = new Ajv({
  allErrors: true,
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  formats: { date: true },
}).compile(settingsSchema());
const isParsed = (values: unknown): boolean =>
  parseSettings({ flags: [], file: { name: 'keyturn.yaml', values }, environment: {} }).ok;

/** What the schema says of a file, beside what the parser says. */
const verdicts = (yaml: string) => {
  const values: unknown = parse(yaml);
  return { schema: validate(values), parser: isParsed(values) };
};

describe('the JSON Schema of keyturn.yaml', () => {
  it('knows every setting, with its meaning and default', () => {
    const { properties } = settingsSchema() as { properties: Record<string, { properties?: Record<string, object> }> };
    for (const path of settingPaths) {
      const [name = '', inner] = path.split('.');
      const found = inner === undefined ? properties[name] : properties[name]?.properties?.[inner];
      expect([path, found]).toEqual([path, expect.objectContaining({ description: expect.any(String) })]);
      if (defaultSettings[path] !== undefined)
        expect([path, found]).toEqual([path, expect.objectContaining({ default: defaultSettings[path] })]);
    }
  });

  it.each([
    '',
    'rotateAfterDays: 57\nadminEmail: a@example.com',
    'pace: { accountKeys: 5, accountPercent: 100 }\nbreaker: { keys: 1 }',
    'pace.accountKeys: 5',
    'templates: { bucket: my-bucket, prefix: a/b }',
    'regions: [eu-central-1, us-east-1]\nreaders: [ci@/machines/=role/deploy/runner]',
    'storeSecretsInCentralAccount: false',
    'exemptions:\n  - { user: ses-*, reason: mail, approver: ann, until: 2028-02-29 }\n  - { tag: keep }\n  - { account: "111122223333" }',
    'exemptions: []',
    'RotationPeriod: 57\nDryRunFlag: true\nVpcId: vpc-1\nOrgListRole: ""',
  ])('takes, as the parser does, %j', (yaml) => {
    expect(verdicts(yaml)).toEqual({ schema: true, parser: true });
  });

  it.each([
    'rotateAfterDays: soon',
    'rotateAfterDays: 0',
    'rotateAfterDays: 1.5',
    'rotateAfterDays:',
    'rotateAfterDay: 57',
    'pace: { accountKey: 5 }',
    'pace: { accountPercent: 101 }',
    'retirement: at-once',
    'adminEmail: a',
    'regions: [nowhere]',
    'exemptions: { group: A }',
    'exemptions: [{ reason: x }]',
    'exemptions: [{ group: A, tag: b }]',
    'exemptions: [{ group: A, until: 2027-02-30 }]',
    'exemptions: [{ account: 111122223333 }]',
    '- 1',
  ])('refuses, as the parser does, %j', (yaml) => {
    expect(verdicts(yaml)).toEqual({ schema: false, parser: false });
  });
});
