/** Where in the package each template is; the names are the guide's. */
const solution = 'CloudFormation/ASA-iam-key-auto-rotation';

export const templateFiles = {
  members: `${solution}-iam-assumed-roles.yaml`,
  management: `${solution}-management-account.yaml`,
  'list-role': `${solution}-list-accounts-role.yaml`,
  main: `${solution}-and-notifier-solution.yaml`,
} as const;

export type TemplatePart = keyof typeof templateFiles;

/** What a deployment is called in CloudFormation. */
export type DeployNames = Readonly<Record<TemplatePart, string>>;

export const defaultNames: DeployNames = {
  members: 'keyturn-members',
  management: 'keyturn-management-account',
  'list-role': 'keyturn-list-accounts-role',
  main: 'keyturn',
};

/** Alias of the KMS key that the main stack makes where it keeps the secrets of all accounts, and none is given. */
export const MADE_KEY = 'alias/keyturn-secrets';

/** Parameters of the templates that a deployment itself knows or decides. */
export const ownParameters = [
  'PrimaryAccountID',
  'AWSOrgID',
  'OrgListAccount',
  'S3BucketName',
  'S3BucketPrefix',
  'OrganizationalUnitIds',
  'ExemptAccounts',
  'InactivePeriod',
  'IAMRoleName',
  'AccountExecutionRoleName',
  'KmsKeyArn',
  'InventoryCodeVersion',
  'RotationCodeVersion',
  'NotifierCodeVersion',
] as const;

export type OwnParameters = Readonly<Partial<Record<(typeof ownParameters)[number], string>>>;

export const defaultBucket = (account: string, region: string): string => `keyturn-${account}-${region}`;
