import { describe, expect, it } from 'vitest';
import { refuseHalfNetwork } from '../src/app/deploy/network/half-network.ts';
import { parseSettings } from '../src/app/settings/parse.ts';
import { parameterNames } from '../src/app/settings/stack-parameters.ts';
import { defaultSettings } from '../src/app/settings/table.ts';
import { defaultPolicy } from '../src/core/policy.ts';
import { settingParameters } from './main/functions.ts';
import { resolved, resolver } from './resolved.fixture.ts';
import { given, templateNamed, type templates } from './written.fixture.ts';

interface Declared {
  readonly Type: string;
  readonly Default?: string | number;
  readonly AllowedValues?: readonly string[];
  readonly AllowedPattern?: string;
}

const parametersOf = (template: (typeof templates)[string]) => template.Parameters as Record<string, Declared>;

const defaultsOf = (file: Parameters<typeof templateNamed>[0]) =>
  Object.fromEntries(Object.entries(parametersOf(templateNamed(file))).map(([name, { Default }]) => [name, Default]));

/** Their names and defaults: test/repository/guide.test.ts. */
it('the parameters of the management account are those of the members', () => {
  expect(defaultsOf('managementAccount')).toEqual(defaultsOf('members'));
});

describe("the stack's parameters as settings", () => {
  const environmentOf = (parameters: Readonly<Record<string, string>>) =>
    resolved(templateNamed('main'), { parameters: { ...given, ...parameters } }).AccessKeyRotateLambdaFunction
      ?.Properties.Environment.Variables as Record<string, string>;
  const settingsFor = (parameters: Readonly<Record<string, string>> = {}) => {
    const values = Object.fromEntries(
      Object.entries(environmentOf(parameters)).filter(([name]) => name in parameterNames),
    );
    const parsed = parseSettings({ flags: [], file: { name: "the stack's parameters", values }, environment: {} });
    if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
    return parsed;
  };

  it('are, by default, what keyturn does by default', () => {
    const { settings, values, dryRun } = settingsFor();
    expect(settings.policy).toEqual(defaultPolicy);
    expect(dryRun).toBe(true);
    expect({ ...values }).toEqual({
      ...defaultSettings,
      dryRun: true,
      inactivePeriod: 100,
      adminEmail: 'security@example.com',
      organizationId: 'o-a1b2c3d4e5',
      listRole: 'asa-iam-key-rotation-list-accounts-role',
      'templates.bucket': 'artifacts',
    });
    expect(settings.exemptions).toEqual([{ by: 'group', value: 'IAMKeyRotationExemptionGroup' }]);
  });

  it('reach the functions, each under its own name', () => {
    const { settings, dryRun } = settingsFor({
      DryRunFlag: 'False',
      RotationPeriod: '60',
      InactivePeriod: '',
      Adopt: 'true',
      OwnerDomains: 'example.com,example.org',
      MaxRetirementsPerDay: '5',
      Grant: 'resource-policy',
      SMTPHost: 'smtp.example.com',
      SMTPPasswordParamName: 'password',
    });
    expect(dryRun).toBe(false);
    expect(settings).toMatchObject({
      policy: { rotateAfterDays: 60 },
      adopt: true,
      ownerDomains: ['example.com', 'example.org'],
      pace: { accountKeys: 5 },
      grant: 'resource-policy',
      smtp: {
        host: 'smtp.example.com',
        port: 587,
        userParameter: '/iam-key-rotation/smtp/user',
        passwordParameter: 'password',
      },
    });
    expect(settingsFor({ SMTPPasswordParamName: 'password' }).settings.smtp).toBeUndefined();
  });

  it('are all that keyturn knows', () => {
    expect([...settingParameters].sort()).toEqual(Object.keys(parameterNames).sort());
  });
});

/** What the command refuses before it changes anything. */
const linesOfDeploy = (parameters: Readonly<Record<string, string>>): readonly string[] => {
  try {
    refuseHalfNetwork(parameters);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').slice(1);
  }
};

describe('the rules of the main stack', () => {
  const template = templateNamed('main');
  const rules = Object.entries(
    template.Rules as Record<
      string,
      { RuleCondition?: unknown; Assertions: { Assert: unknown; AssertDescription: string }[] }
    >,
  );
  const refusals = (parameters: Readonly<Record<string, string>>): string[] => {
    const resolve = resolver(template, { parameters: { ...given, ...parameters } });
    const applying = rules.filter(
      ([, { RuleCondition }]) => RuleCondition === undefined || resolve(RuleCondition) === true,
    );
    return applying.flatMap(([, { Assertions }]) =>
      Assertions.filter(({ Assert }) => resolve(Assert) !== true).map(({ AssertDescription }) => AssertDescription),
    );
  };

  it('accept the defaults', () => {
    expect(refusals({})).toEqual([]);
  });

  it.each([['CredentialReplicationRegions', 'us-east-2', /cannot replicate secrets/]])(
    'refuse what does not exist yet, in words: %s',
    (name, value, words) => {
      expect(refusals({ [name]: value })).toEqual([expect.stringMatching(words)]);
    },
  );

  it("take any value of the AWS sample's SMTP parameters", () => {
    expect(refusals({ SMTPUserParamName: '/mine', SMTPPasswordParamName: 'my.password' })).toEqual([]);
  });

  it('take, as the AWS sample does, a network that nothing uses', () => {
    const unused = { VpcId: 'vpc-0a1b2c3d', VpcCidr: '0.0.0.0/0', SubnetId: 'subnet-0a1b2c3d', VpcEgress: 'vpc' };
    expect(refusals(unused)).toEqual([]);
  });

  const inVpc = { RunLambdaInVPC: 'True', VpcId: 'vpc-0a1b2c3d', SubnetId: 'subnet-0a1b2c3d' };

  it.each([
    ['as the AWS sample gives it', inVpc, []],
    ['with its default of the range', { ...inVpc, VpcCidr: '0.0.0.0/0' }, []],
    ['with some subnets', { ...inVpc, SubnetId: 'subnet-0a1b2c3d,subnet-1b2c3d4e' }, []],
    ['without a VPC', { ...inVpc, VpcId: '' }, [/give VpcId/]],
    ['without a subnet', { ...inVpc, SubnetId: '' }, [/give SubnetId/]],
    ['closed but for a range', { ...inVpc, VpcEgress: 'vpc', VpcCidr: '10.0.0.0/16' }, []],
    ['closed but for a range, without it', { ...inVpc, VpcEgress: 'vpc' }, [/give VpcCidr/]],
    ['closed but for everything', { ...inVpc, VpcEgress: 'vpc', VpcCidr: '0.0.0.0/0' }, [/give VpcCidr/]],
  ])('a VPC %s', (_, parameters, words) => {
    expect(refusals(parameters)).toEqual(words.map((each) => expect.stringMatching(each)));
    const lines = words.map((each) => expect.stringMatching(each));
    expect(linesOfDeploy({ ...defaultsOf('main'), ...parameters } as Record<string, string>)).toEqual(lines);
  });

  it('refuse one name for two roles', () => {
    expect(refusals({ ExecutionRoleName: 'same', IAMRoleName: 'same' })).toEqual([
      'IAMRoleName and ExecutionRoleName are the same: give two roles two names',
    ]);
  });
});
