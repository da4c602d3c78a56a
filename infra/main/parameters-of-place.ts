import { defaultSettings } from '../../src/app/settings/table.ts';
import { formats } from '../formats.ts';
import { operatorPrincipals } from '../members/trust.ts';
import { names } from '../names.ts';
import { orNothing, type Parameter } from '../parameters.ts';
import { permissionsBoundary } from '../policies.ts';

type Parameters = Readonly<Record<string, Parameter>>;

export const organization: Parameters = {
  AWSOrgID: { label: 'Organization', description: 'Id of the AWS Organization.', format: formats.organizationId },
  OrgListAccount: {
    label: 'Account of the list role',
    description:
      'Id of the account that holds the list role: the management account, or a delegated administrator. Empty: this account.',
    default: '',
    format: orNothing(formats.accountId),
  },
  OrgListRole: {
    label: 'List role',
    description: 'Name of the role that lists the accounts.',
    default: names.listRole,
    format: formats.roleName,
  },
  OrganizationalUnitIds: {
    label: 'Organizational units',
    description:
      'Optional: the OUs that the StackSet is deployed to, with commas between; keyturn works the accounts below them. Empty: the whole organization.',
    default: '',
    format: orNothing(formats.unitIds),
  },
  IAMRoleName: {
    label: 'Member role',
    description: 'Name of the role that keyturn assumes in each account, as given to the StackSet.',
    default: names.memberRole,
    format: formats.roleName,
  },
  ExecutionRoleName: {
    label: 'Execution role',
    description: 'Name of the role of the rotation function, as given to the StackSet.',
    default: names.executionRole,
    format: formats.roleName,
  },
  InventoryExecutionRoleName: {
    label: "Inventory's execution role",
    description: 'Name of the role of the inventory function, as given to the stack of the list role.',
    default: names.inventoryExecutionRole,
    format: formats.roleName,
  },
  ExternalId: {
    label: 'External id',
    description:
      'Optional: the word without which nobody can assume the member role, as given to the StackSet. Empty: none.',
    default: '',
    format: orNothing(formats.externalId),
  },
  UserPath: {
    label: 'Path of users',
    description:
      'IAM path of the users who are looked after, as /applications/. Users elsewhere are left alone. /: all users.',
    default: defaultSettings.userPath,
    format: formats.userPath,
  },
  OnlyTag: {
    label: 'Tag of users',
    description:
      'Optional: tag of the users who are looked after, as keyturn:rotate or rotate=yes. Users without it are left alone. Empty: all users.',
    default: '',
    format: orNothing(formats.tag),
  },
  PermissionsBoundaryArn: permissionsBoundary,
  IAMExemptionGroup: {
    label: 'Exemption group',
    description:
      'Name of the IAM group whose members are left alone. An account without that group is not touched at all.',
    default: names.exemptionGroup,
    format: formats.groupName,
  },
  ExemptAccounts: {
    label: 'Exempt accounts',
    description:
      'Optional: ids of accounts that are not part of any run, with commas between, such as the management account where its stack is not deployed. Empty: none.',
    default: '',
    format: orNothing(formats.accountIds),
  },
  Exemptions: {
    label: 'Further exemptions',
    description:
      'Optional: a list in JSON, with the fields of exemptions in keyturn.yaml. A group in it must be IAMExemptionGroup; so it can be given an end. Empty: none.',
    default: '',
    format: orNothing(formats.jsonList),
  },
};

export const secrets: Parameters = {
  StoreSecretsInCentralAccount: {
    label: 'Secrets in one account',
    description:
      'False: each secret is in the account of its user. True: all are in this account, under KmsKey. Whoever changes it for accounts with secrets moves them first (docs/deploy.md).',
    default: 'False',
    allowed: ['True', 'False'],
  },
  CentralRoleName: {
    label: 'Role that keeps all secrets',
    description: 'Name of the role of this account that writes the secrets where all are here.',
    default: names.centralRole,
    format: formats.roleName,
  },
  OperatorPrincipalArns: operatorPrincipals,
  Grant: {
    label: 'How users may read their secret',
    description:
      "policy-and-resource: by a policy attached to the user, and by the secret's own. resource-policy: by the secret's own alone.",
    default: defaultSettings.grant,
    allowed: ['policy-and-resource', 'resource-policy'],
  },
  SecretRegion: {
    label: 'Region of the secrets',
    description: 'Optional: another Region than this one.',
    default: '',
    format: orNothing(formats.region),
  },
  Regions: {
    label: 'Regions of this installation',
    description:
      'Optional: Regions that may hold secrets of this installation, with commas between; an account without one here is looked into there. Empty: all that are on in an account.',
    default: '',
    format: orNothing(formats.regions),
  },
  SmtpRegions: {
    label: 'Regions of SES SMTP passwords',
    description:
      "Optional: Regions for which an SES SMTP user's secret holds a password, with commas between. Empty: the secret's own.",
    default: '',
    format: orNothing(formats.regions),
  },
  SecretWriters: {
    label: 'Who else may change the secrets',
    description:
      'Optional: patterns such as role/ops/keyturn-operator or user/ops/*, of each account, or whole ARNs, with commas between. The policy of each secret denies every change to all others but the member role, the root user and the role keyturn-break-glass.',
    default: '',
    format: orNothing(formats.writers),
  },
  SecretReaders: {
    label: 'Roles that may read secrets',
    description:
      'Optional: such as ci@/machines/=role/deploy/runner, with commas between: a name, the account id or path of the users who may choose it by their tag keyturn:reader, and the role that then reads their secrets. Empty: nobody but the user reads a secret.',
    default: '',
    format: orNothing(formats.readers),
  },
  KmsKey: {
    label: 'KMS key of the secrets',
    description:
      "Optional: id, alias or ARN of the KMS key of new secrets. Its ARN must be given to the StackSet too, as KmsKeyArn. Empty: each account's own key for Secrets Manager; where all secrets are in this account, a key that this stack makes.",
    default: '',
    format: orNothing(formats.kmsKey),
  },
  Adopt: {
    label: 'Adopt',
    description: 'true: take over secrets of our name that keyturn did not make, such as those of the AWS sample.',
    default: String(defaultSettings.adopt),
    allowed: ['true', 'false'],
  },
  DeploymentName: {
    label: 'Name of this installation',
    description:
      'Secrets of another installation are left alone. Changing it makes keyturn leave its own secrets alone.',
    default: defaultSettings.deployment,
    format: formats.deployment,
  },
};

export const operation: Parameters = {
  Schedule: {
    label: 'Schedule',
    description:
      'When keyturn runs, in UTC: at least once a day, or an alarm is raised. More often does no harm. A rate(...) begins at once, when the stack is made.',
    default: 'cron(0 5 * * ? *)',
    format: formats.schedule,
  },
  MaxConcurrency: {
    label: 'Functions at a time',
    description: 'How many functions visit accounts at the same time, each up to ten accounts at once.',
    type: 'Number',
    default: defaultSettings.parallelAccounts,
    between: [1, 100],
  },
  LogRetentionDays: {
    label: 'Retention of logs (days)',
    description: 'How long the logs of the functions are kept.',
    type: 'Number',
    default: '180',
    allowed: ['30', '60', '90', '120', '150', '180', '365', '400', '545', '731', '1096', '1827', '2557', '3653'],
  },
  LogKmsKeyArn: {
    label: 'KMS key of logs',
    description:
      'Optional: ARN of a KMS key in this Region under which the logs are kept. Its key policy must let CloudWatch Logs use it. Empty: CloudWatch Logs has its own.',
    default: '',
    format: orNothing(formats.kmsKeyArn),
  },
};
