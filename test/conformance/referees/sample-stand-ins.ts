const trust = (service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});

const name = (Default: string) => ({ Type: 'String', Default });

/** Of the shape of the AWS sample's templates: its parameters, and its logical ids of what has a name. */
export const sampleMembers = JSON.stringify({
  Parameters: {
    PrimaryAccountID: { Type: 'String' },
    AWSOrgID: { Type: 'String' },
    IAMRoleName: name('asa-iam-key-rotation-lambda-assumed-role'),
    ExecutionRoleName: name('asa-iam-key-rotation-lambda-execution-role'),
    IAMExemptionGroup: name('IAMKeyRotationExemptionGroup'),
  },
  Resources: {
    ASAIAMAssumedRole: {
      Type: 'AWS::IAM::Role',
      Properties: { RoleName: { Ref: 'IAMRoleName' }, AssumeRolePolicyDocument: trust('lambda.amazonaws.com') },
    },
    ASAIAMExemptionsGroup: { Type: 'AWS::IAM::Group', Properties: { GroupName: { Ref: 'IAMExemptionGroup' } } },
  },
});

const functions = {
  AccountInventoryLambdaFunction: 'ASA-Account-Inventory',
  AccessKeyRotateLambdaFunction: 'ASA-IAM-Access-Key-Rotation-Function',
  NotifierLambdaFunction: 'ASA-Notifier',
} as const;

export const sampleMain = JSON.stringify({
  Parameters: {
    S3BucketName: { Type: 'String' },
    AdminEmailAddress: { Type: 'String' },
    AWSOrgID: { Type: 'String' },
    OrgListAccount: { Type: 'String' },
    DryRunFlag: name('True'),
    RotationPeriod: name('90'),
    InactivePeriod: name('100'),
    InactiveBuffer: name('10'),
  },
  Resources: {
    SampleRole: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust('lambda.amazonaws.com') } },
    ...Object.fromEntries(
      Object.entries(functions).map(([logicalId, FunctionName]) => [
        logicalId,
        {
          Type: 'AWS::Lambda::Function',
          Properties: {
            FunctionName,
            Runtime: 'python3.12',
            Handler: 'main.lambda_handler',
            Role: { 'Fn::GetAtt': ['SampleRole', 'Arn'] },
            Code: { ZipFile: 'def lambda_handler(event, context): pass' },
          },
        },
      ]),
    ),
  },
});
