import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultBucket, defaultNames, templateFiles as packaged } from '../../src/app/deploy/names.ts';
import { templateFiles } from '../names.ts';
import { templateNamed, templates } from '../written.fixture.ts';
import { templateText } from '../yaml.ts';
import { parametersOf } from './declared-parameter.ts';
import { derivedValues, knownValues, leftOut, otherTemplates } from './deployment-parameters.ts';
import { snakeCase } from './hcl.ts';
import { moduleFiles } from './modules.ts';

const written = (path: string): string => readFileSync(new URL(`../../terraform/${path}`, import.meta.url), 'utf8');

const variablesIn = (text: string): readonly string[] =>
  [...text.matchAll(/^variable "(\w+)" \{$/gm)].map(([, name = '']) => name);

const names = (file: keyof typeof templateFiles): readonly string[] => Object.keys(parametersOf(templateNamed(file)));

describe('the modules of Terraform', () => {
  it.each(moduleFiles(templates))(
    'have $path as the templates say it: if not, run npm run terraform',
    ({ path, text }) => {
      expect(written(path.replace('terraform/', ''))).toBe(text);
    },
  );

  it('have a variable for each parameter of the templates that they deploy, or a value that they know, or a reason', () => {
    const variables = variablesIn(written('deployment/variables-of-parameters.tf'));
    for (const part of ['main', 'members', 'managementAccount', 'listRole'] as const)
      for (const name of names(part)) {
        const derived = Object.keys(derivedValues[part === 'listRole' ? 'listRole' : 'main'] ?? {});
        const known = [...Object.keys(knownValues), ...Object.keys(leftOut), ...derived];
        expect([part, name, variables.includes(snakeCase(name)) || known.includes(name)]).toEqual([part, name, true]);
      }
    expect(new Set(variables).size).toBe(variables.length);
  });

  it('name a reason for every template that they leave to people', () => {
    const deployed = ['main', 'members', 'managementAccount', 'listRole'];
    expect([...deployed, ...Object.keys(otherTemplates)].sort()).toEqual(Object.keys(templateFiles).sort());
  });

  it('give a value or a reason to nothing that no template has', () => {
    const all = Object.values(templates).flatMap((template) => Object.keys(parametersOf(template)));
    const ours = [knownValues, leftOut, ...Object.values(derivedValues)].flatMap((each) => Object.keys(each ?? {}));
    for (const name of ours) expect(all).toContain(name);
  });

  it('have one default for a parameter that several stacks have', () => {
    for (const [name, { Default, AllowedPattern }] of Object.entries(parametersOf(templateNamed('members')))) {
      const main = parametersOf(templateNamed('main'))[name];
      if (main !== undefined)
        expect([name, main.Default, main.AllowedPattern]).toEqual([name, Default, AllowedPattern]);
    }
    const listRole = parametersOf(templateNamed('listRole'));
    const main = parametersOf(templateNamed('main'));
    expect(listRole.IAMRoleName?.Default).toBe(main.OrgListRole?.Default);
    expect(listRole.AccountExecutionRoleName?.Default).toBe(main.InventoryExecutionRoleName?.Default);
  });

  it('call stacks, bucket and files what keyturn deploy calls them', () => {
    const own = written('deployment/variables.tf');
    for (const [part, name] of Object.entries(defaultNames))
      expect(own).toMatch(new RegExp(`^    ${part.replace('-', '_')} += optional\\(string, "${name}"\\)$`, 'm'));
    const files = written('deployment/package.tf').replaceAll(
      '${local.solution}',
      'CloudFormation/ASA-iam-key-auto-rotation',
    );
    for (const [part, path] of Object.entries(packaged))
      expect(files).toMatch(new RegExp(`^    ${part.replace('-', '_')} += "${path}"$`, 'm'));
    const bucket = defaultBucket('${local.primary_account_id}', '${local.region}');
    expect(files).toContain(`"${bucket}"`);
  });

  it.each([
    ['deployment/package.tf', 'aws_s3_bucket', 'package'],
    ['deployment/roles.tf', 'aws_cloudformation_stack_set', 'members'],
    ['deployment/roles.tf', 'aws_cloudformation_stack_set_instance', 'members'],
    ['deployment/main.tf', 'aws_cloudformation_stack', 'main'],
    ['member-role/main.tf', 'aws_iam_role', 'member'],
    ['member-role/main.tf', 'aws_iam_policy', 'read_own_access_key'],
    ['member-role/main.tf', 'aws_iam_group', 'exempt'],
  ])('let nobody destroy by mistake what keyturn and users need: %s, %s.%s', (path, type, name) => {
    const [, body = ''] = written(path).split(`resource "${type}" "${name}" {\n`);
    expect(body.slice(0, body.indexOf('\n}\n'))).toContain('prevent_destroy = true');
  });

  it('hand over as text only what CloudFormation takes as text, and shows again letter by letter', () => {
    // 51,200 bytes: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
    for (const part of ['members', 'managementAccount', 'listRole'] as const) {
      const text = templateText(templateNamed(part));
      expect(Buffer.byteLength(text)).toBeLessThan(51_200);
      expect(/^[\n\x20-\x7e]*$/.test(text)).toBe(true);
    }
  });
});
