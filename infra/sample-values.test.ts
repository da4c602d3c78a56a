import { describe, expect, it } from 'vitest';
import { MADE_KEY } from '../src/app/deploy/names.ts';
import { parseSettings } from '../src/app/settings/parse.ts';
import { parameterNames } from '../src/app/settings/stack-parameters.ts';
import { resolver } from './resolved.fixture.ts';
import { given, templateNamed } from './written.fixture.ts';

interface Declared {
  readonly Default?: string | number;
  readonly AllowedValues?: readonly string[];
  readonly AllowedPattern?: string;
  readonly ConstraintDescription?: string;
}

const template = templateNamed('main');
const declared = template.Parameters as Readonly<Record<string, Declared>>;
const rules = Object.values(
  template.Rules as Record<
    string,
    { RuleCondition?: unknown; Assertions: { Assert: unknown; AssertDescription: string }[] }
  >,
);

type Texts = Readonly<Record<string, string>>;

/** What is said against the values: by CloudFormation, which makes nothing then, or by the functions' settings. */
const refusals = (values: Texts): readonly string[] => {
  const forms = Object.entries(values).flatMap(([name, value]) => {
    const { AllowedValues, AllowedPattern, ConstraintDescription = '' } = declared[name] ?? {};
    const isTaken =
      name in declared &&
      (AllowedValues?.includes(value) ?? true) &&
      new RegExp(`^(?:${AllowedPattern ?? '.*'})$`, 'u').test(value);
    return isTaken ? [] : [`${name}: ${ConstraintDescription}${AllowedValues?.join(' or ') ?? ''}`];
  });
  const parameters = { ...given, ...values };
  const resolve = resolver(template, { parameters });
  const broken = rules
    .filter(({ RuleCondition }) => RuleCondition === undefined || resolve(RuleCondition) === true)
    .flatMap(({ Assertions }) => Assertions.filter(({ Assert }) => resolve(Assert) !== true))
    .map(({ AssertDescription }) => AssertDescription);
  const settings = Object.fromEntries(
    Object.entries({ ...defaults, ...parameters, ...keyMadeBy(parameters) }).filter(([name]) => name in parameterNames),
  );
  const parsed = parseSettings({ flags: [], file: { name: 'the stack', values: settings }, environment: {} });
  return [...forms, ...broken, ...(parsed.ok ? [] : parsed.problems.map(({ message }) => message))];
};

/** Where the stack makes the KMS key, the functions are told its ARN. */
const keyMadeBy = ({ StoreSecretsInCentralAccount, KmsKey }: Texts): Texts =>
  StoreSecretsInCentralAccount === 'True' && KmsKey === undefined ? { KmsKey: MADE_KEY } : {};

const defaults = Object.fromEntries(
  Object.entries(declared).map(([name, { Default }]) => [name, String(Default ?? '')]),
);

describe('values that the AWS sample takes', () => {
  it.each([
    {},
    { DryRunFlag: 'True' },
    { DryRunFlag: 'False' },
    { S3BucketPrefix: 'asa/asa-iam-rotation' },
    { S3BucketPrefix: 'keys' },
    { IAMRoleName: 'my-role', ExecutionRoleName: 'other', InventoryExecutionRoleName: 'third' },
    { OrgListAccount: '222222222222', OrgListRole: 'lists' },
    { IAMExemptionGroup: 'Others' },
    { ResourceOwnerTag: '' },
    { ResourceOwnerTag: 'Owner' },
    { EmailTemplateEnforce: 'own.html', EmailTemplateAudit: 'audit.html' },
    { RotationPeriod: '90', InactivePeriod: '100', InactiveBuffer: '10', RecoveryGracePeriod: '10' },
    { RotationPeriod: '30', InactivePeriod: '37', InactiveBuffer: '7' },
    { RotationPeriod: '365', InactivePeriod: '' },
    { StoreSecretsInCentralAccount: 'False' },
    { StoreSecretsInCentralAccount: 'True' },
    { CredentialReplicationRegions: '' },
    { RunLambdaInVPC: 'False', VpcId: '', VpcCidr: '0.0.0.0/0', SubnetId: '' },
    { RunLambdaInVPC: 'False', VpcId: 'vpc-0a1b2c3d', VpcCidr: '10.0.0.0/8', SubnetId: 'subnet-0a1b2c3d' },
    { RunLambdaInVPC: 'True', VpcId: 'vpc-0a1b2c3d', VpcCidr: '10.0.0.0/8', SubnetId: 'subnet-0a1b2c3d' },
    { SMTPUserParamName: '/iam-key-rotation/smtp/user', SMTPPasswordParamName: '/iam-key-rotation/smtp/password' },
    { SMTPUserParamName: 'smtp.user', SMTPPasswordParamName: '/a/b-c_d.e' },
  ] satisfies Texts[])('are taken: %j', (values) => {
    expect(refusals(values)).toEqual([]);
  });

  it.each([
    [{ StoreSecretsInCentralAccount: 'True', Grant: 'resource-policy' }, /grant is "resource-policy"/],
    [{ CredentialReplicationRegions: 'us-east-2,eu-west-1' }, /cannot replicate secrets to other Regions yet/],
    [{ RunLambdaInVPC: 'True' }, /give VpcId/],
    [{ RotationPeriod: '0' }, /days/],
    [{ InactivePeriod: '120' }, /InactivePeriod.*is 120, but rotateAfterDays \+ installGraceDays is 100/],
    [{ InactiveBuffer: '0' }, /days/],
    [{ ResourceOwnerTag: 'a'.repeat(129) }, /tag/],
    [{ AdminEmailAddress: 'ann@example.com, bob@example.com' }, /one email address/],
    [{ IAMRoleName: 'same', ExecutionRoleName: 'same' }, /IAMRoleName and ExecutionRoleName are the same/],
    [{ OrgListAccount: 'payments' }, /account id/],
  ] satisfies [Texts, RegExp][])('are refused with the reason: %j', (values, words) => {
    expect(refusals(values as unknown as Texts).join('\n')).toMatch(words);
  });
});
