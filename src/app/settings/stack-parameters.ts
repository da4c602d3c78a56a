import { settingEntries } from './table.ts';

/**
 * The CloudFormation parameters of the stack, and the setting each one sets. The names are those of the AWS sample, so
 * that a deployment can move over with its parameters as they are.
 */
export const parameterNames: Readonly<Record<string, string>> = Object.assign(
  // Names come from people: `constructor` must be as unknown as any other.
  Object.create(null),
  {
    ...Object.fromEntries(
      Object.entries(settingEntries).flatMap(([path, { parameter }]) =>
        parameter === undefined ? [] : [[parameter, path]],
      ),
    ),
    // Before the group: of two rules about the same the first counts, and this one may have an end.
    Exemptions: 'exemptions',
    IAMExemptionGroup: 'exempt.group',
    ExemptAccounts: 'exempt.account',
  },
);

/** Parameters that shape the stack and are no setting of a run: accepted, and left to the stack. */
export const stackParameters: ReadonlySet<string> = new Set([
  'PrimaryAccountID',
  'ExecutionRoleName',
  'InventoryExecutionRoleName',
  'RunLambdaInVPC',
  'VpcId',
  'VpcCidr',
  'SubnetId',
  'VpcEgress',
  'S3PrefixListId',
  'Schedule',
  'MaxConcurrency',
  'LogRetentionDays',
  'OrganizationalUnitIds',
  'OperatorPrincipalArns',
  'KmsKeyArn',
  'PermissionsBoundaryArn',
  'LogKmsKeyArn',
  'TemplateBucketName',
  'InventoryCodeVersion',
  'RotationCodeVersion',
  'NotifierCodeVersion',
]);
