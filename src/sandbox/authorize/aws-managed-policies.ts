const allow = (...actions: string[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });

/** The few policies of AWS itself that a world may attach; read-only access is limited to the services played here. */
export const AWS_MANAGED_POLICIES: Readonly<Record<string, string>> = {
  'arn:aws:iam::aws:policy/AdministratorAccess': allow('*'),
  'arn:aws:iam::aws:policy/IAMFullAccess': allow('iam:*'),
  'arn:aws:iam::aws:policy/IAMReadOnlyAccess': allow('iam:Generate*', 'iam:Get*', 'iam:List*', 'iam:Simulate*'),
  'arn:aws:iam::aws:policy/SecretsManagerReadWrite': allow('secretsmanager:*'),
  'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess': allow('s3:Get*', 's3:List*', 's3:Describe*'),
  'arn:aws:iam::aws:policy/ReadOnlyAccess': allow(
    'iam:Generate*',
    'iam:Get*',
    'iam:List*',
    's3:Get*',
    's3:List*',
    'organizations:Describe*',
    'organizations:List*',
    'cloudtrail:LookupEvents',
    'kms:Describe*',
    'secretsmanager:DescribeSecret',
    'secretsmanager:ListSecrets',
    'secretsmanager:ListSecretVersionIds',
    'secretsmanager:GetResourcePolicy',
  ),
};
