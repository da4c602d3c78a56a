import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { templateFiles } from './names.ts';
import { resolved, resolver } from './resolved.fixture.ts';
import { given, givenNetwork, templateNamed, templates } from './written.fixture.ts';
import { templateText } from './yaml.ts';

type Texts = Readonly<Record<string, { readonly Value: string }>>;

const all = Object.entries(templates);

const named = (file: keyof typeof templateFiles) =>
  Object.entries(resolved(templateNamed(file), { parameters: given }));

describe('the templates', () => {
  it('are called as the guide calls them', () => {
    expect(Object.keys(templates)).toEqual([
      'ASA-iam-key-auto-rotation-iam-assumed-roles.yaml',
      'ASA-iam-key-auto-rotation-management-account.yaml',
      'ASA-iam-key-auto-rotation-list-accounts-role.yaml',
      'ASA-iam-key-auto-rotation-and-notifier-solution.yaml',
      'ASA-iam-key-auto-rotation-vpc-endpoints.yaml',
      'ASA-iam-key-auto-rotation-watch.yaml',
    ]);
  });

  it.each(all)('hold nothing of the tool that wrote them: %s', (_, template) => {
    const text = templateText(template);
    expect(text).not.toMatch(/cdk|asset|bootstrap/i);
    expect(Object.keys(template.Metadata as object)).toEqual(['AWS::CloudFormation::Interface']);
    expect(text.length).toBeLessThan(1_000_000);
  });

  it.each(all)('group and label every parameter, once: %s', (_, template) => {
    const { ParameterGroups, ParameterLabels } = (template.Metadata as Record<string, unknown>)[
      'AWS::CloudFormation::Interface'
    ] as {
      ParameterGroups: { Parameters: string[] }[];
      ParameterLabels: Record<string, { default: string }>;
    };
    const declared = template.Parameters as Record<string, { Description: string }>;
    expect(ParameterGroups.flatMap((group) => group.Parameters).sort()).toEqual(Object.keys(declared).sort());
    expect(Object.keys(ParameterLabels).sort()).toEqual(Object.keys(declared).sort());
    for (const { Description } of Object.values(declared)) expect(Description).toMatch(/\.$/);
  });

  it.each(all)('name no partition and no Region: %s', (_, template) => {
    const text = JSON.stringify({ ...template, Mappings: {}, Metadata: {}, Parameters: {} });
    expect(text).not.toMatch(/arn:aws|[a-z]{2}-[a-z]+-\d/);
    expect(
      text.replace(/"(lambda|states|scheduler|cloudwatch|cloudformation|events)\.amazonaws\.com"/g, ''),
    ).not.toContain('amazonaws.com');
  });

  it.each([
    ['aws', 'https://console.aws.amazon.com/'],
    ['aws-us-gov', 'https://console.amazonaws-us-gov.com/'],
    ['aws-cn', 'https://console.amazonaws.cn/'],
    ['aws-eusc', 'https://eusc-de-east-1.console.amazonaws-eusc.eu/'],
  ])('know the console and the endpoints of the partition %s', (partition, address) => {
    const { Outputs } = templateNamed('main');
    const outputs = resolver(templateNamed('main'), { parameters: given, partition })(Outputs) as Texts;
    expect(outputs.Step2Try?.Value).toMatch(new RegExp(`^${address}lambda/home`));
    const endpoints = resolved(templateNamed('vpcEndpoints'), { parameters: { ...given, ...givenNetwork }, partition });
    expect(endpoints.asaSecretsManagerVpcEndpoint?.Properties.ServiceName).toBe(
      'com.amazonaws.eu-central-1.secretsmanager',
    );
  });

  it('leave the description of each managed policy as it is: no update of a stack can change it', () => {
    // A policy of a given name cannot be replaced, which CloudFormation would have to do (AWS::IAM::ManagedPolicy).
    const policies = (['members', 'managementAccount', 'listRole', 'main'] as const).flatMap((file) =>
      named(file).flatMap(([id, { Type, Properties }]) =>
        Type === 'AWS::IAM::ManagedPolicy' ? [[id, Properties.Description]] : [],
      ),
    );
    const words = 'keyturn: lets an IAM user read the secret that holds the own access key';
    expect(policies).toEqual([
      ['ReadOwnAccessKeyPolicy', words],
      ['ReadOwnAccessKeyPolicy', words],
    ]);
  });

  it.each(all)('say the same as YAML 1.1, as most tools read them: %s', (_, template) => {
    const text = templateText(template);
    const readAsFunctions = parse(text, { schema: 'yaml-1.1', customTags: longForms });
    expect(readAsFunctions).toEqual(template);
  });
});

/** The short forms back into the long ones. */
const longForms = [
  ...[
    'Ref',
    'Condition',
    'Fn::Sub',
    'Fn::GetAtt',
    'Fn::If',
    'Fn::Equals',
    'Fn::And',
    'Fn::Or',
    'Fn::Not',
    'Fn::Join',
    'Fn::Split',
    'Fn::FindInMap',
    'Fn::Select',
  ],
].flatMap((name) => {
  const tag = `!${name.replace('Fn::', '')}`;
  const scalar = { tag, resolve: (text: string) => ({ [name]: name === 'Fn::GetAtt' ? text.split('.') : text }) };
  const list = { tag, collection: 'seq' as const, resolve: (seq: { toJSON(): unknown }) => ({ [name]: seq.toJSON() }) };
  return [scalar, list];
});

describe("the AWS sample's stacks can be updated in place", () => {
  const functionsAndRoles = [
    ['AccountInventoryLambdaFunction', 'FunctionName', 'ASA-Account-Inventory'],
    ['AccessKeyRotateLambdaFunction', 'FunctionName', 'ASA-IAM-Access-Key-Rotation-Function'],
    ['NotifierLambdaFunction', 'FunctionName', 'ASA-Notifier'],
    ['RotationLambdaFunctionExecutionRole', 'RoleName', 'asa-iam-key-rotation-lambda-execution-role'],
    [
      'AccountInventoryFunctionExecutionRole',
      'RoleName',
      'asa-iam-key-rotation-account-inventory-lambda-execution-role',
    ],
  ] as const;

  it.each(functionsAndRoles)('%s keeps its id and its name', (id, property, name) => {
    const found = named('main').find(([logicalId]) => logicalId === id)?.[1];
    expect(found?.Properties[property]).toBe(name);
  });

  it.each(['members', 'managementAccount'] as const)('the role and the group of members keep theirs: %s', (file) => {
    const resources = Object.fromEntries(named(file));
    expect(resources.ASAIAMAssumedRole?.Properties.RoleName).toBe('asa-iam-key-rotation-lambda-assumed-role');
    expect(resources.ASAIAMExemptionsGroup?.Properties.GroupName).toBe('IAMKeyRotationExemptionGroup');
  });

  it('the list role keeps its own', () => {
    const resources = Object.fromEntries(named('listRole'));
    expect(resources.ASAIAMAssumedRole?.Properties.RoleName).toBe('asa-iam-key-rotation-list-accounts-role');
  });

  it('no log group takes a name that functions have used before', () => {
    const groups = named('main').filter(([, { Type }]) => Type === 'AWS::Logs::LogGroup');
    expect(groups.map(([, { Properties }]) => Properties.LogGroupName)).toEqual([
      '/aws/vendedlogs/states/keyturn-run',
      '/keyturn/inventory',
      '/keyturn/rotation',
      '/keyturn/notifier',
    ]);
  });
});
