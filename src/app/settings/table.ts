import * as z from 'zod';
import type { Policy } from '../../core/policy.ts';
import { entriesByPath, group, type PathIn, type SettingEntry, shapedGroup, type ValuesIn } from './entry.ts';
import {
  accountId,
  choice,
  count,
  flag,
  noList,
  notYet,
  optionalCount,
  optionalDays,
  optionalFlag,
  percent,
  text,
  textOr,
  texts,
} from './fields.ts';
import { formats } from './formats.ts';
import { policySettings } from './policy-entries.ts';
import { smtpServerOf } from './smtp.ts';
import { templatesOf } from './templates.ts';

const template = 'iam-auto-key-rotation-enforcement.html';

/**
 * Every setting, its place in `Settings`, its default, what it takes, and its stack parameter: the one table behind
 * `Settings`, flags, keyturn.yaml, variables, stack parameters and `--show-settings`, whose order is the table's.
 * Exemptions, which are a list of rules, are in `exemptions.ts`.
 */
export const settingTable = {
  policy: shapedGroup('', policySettings, (policy): Policy => policy),
  inactivePeriod: {
    parameter: 'InactivePeriod',
    isApart: true,
    ...optionalDays('age at which the old key is deactivated: rotateAfterDays + installGraceDays, or refused'),
  },
  dryRun: { parameter: 'DryRunFlag', isApart: true, ...optionalFlag('true: apply refuses to run') },
  /** Sender of every notice, and receiver of escalations. Needed by apply. */
  adminEmail: {
    parameter: 'AdminEmailAddress',
    ...text(formats.email, 'sender of every notice and receiver of escalations; needed by apply'),
  },
  memberRole: {
    parameter: 'IAMRoleName',
    ...textOr(formats.roleName, 'asa-iam-key-rotation-lambda-assumed-role', 'role to assume in each account'),
  },
  /** The member role may ask for it: said in each AssumeRole of that role, and no secret by AWS's own words. */
  externalId: {
    parameter: 'ExternalId',
    ...text(formats.externalId, 'word without which the member role cannot be assumed; none: it asks for none'),
  },
  /** Users elsewhere count as exempt. */
  userPath: {
    parameter: 'UserPath',
    ...textOr(formats.userPath, '/', 'IAM path of the users who are looked after; /: all'),
  },
  /** Opt-in: users without it count as exempt. */
  onlyTag: {
    parameter: 'OnlyTag',
    ...text(formats.tag, 'tag of the users who are looked after (key, or key=value), and nobody else; none: all users'),
  },
  /** Role to assume in order to list accounts; `undefined`: the caller lists them itself. */
  listRole: {
    parameter: 'OrgListRole',
    ...text(formats.roleName, 'role to assume to list the accounts; none: your own credentials list them'),
  },
  /** Account that holds the list role; `undefined`: the caller's own. */
  listAccount: { parameter: 'OrgListAccount', ...accountId('account that holds the list role; none: your own') },
  organizationId: { parameter: 'AWSOrgID', ...text(formats.organizationId, 'id of the Organization') },
  /**
   * `resource-policy` attaches nothing to the user: enough within one account, and it keeps Security Hub IAM.2 quiet.
   */
  grant: {
    parameter: 'Grant',
    ...choice(
      ['policy-and-resource', 'resource-policy'],
      'policy-and-resource',
      'resource-policy: attach no policy to the user',
    ),
  },
  /** At most so many keys are deactivated or deleted a day: the larger of the number and the share. */
  pace: group('pace.', {
    accountKeys: {
      parameter: 'MaxRetirementsPerDay',
      ...count(20, [0, 1_000_000], "keys of an account that may be retired a day, or the account's percent"),
    },
    accountPercent: {
      parameter: 'MaxRetirementPercentPerDay',
      ...percent(10, "share of an account's keys that may be retired a day, if that is more"),
    },
    organizationKeys: {
      parameter: 'MaxOrganizationRetirementsPerDay',
      ...count(100, [0, 1_000_000], 'the same for the organization'),
    },
    organizationPercent: {
      parameter: 'MaxOrganizationRetirementPercentPerDay',
      ...percent(5, 'the same for the organization'),
    },
    /** Users who get a new key in one run, in all; `undefined`: no limit. Whom a person named is not counted. */
    rotationsPerRun: {
      path: 'maxRotationsPerRun',
      parameter: 'MaxRotationsPerRun',
      ...optionalCount([1, 1_000_000], 'users who get a new key in one run; none: no limit'),
    },
    /**
     * Users who get a new key in one run, in one account; `undefined`: no limit. Whom a person named is not counted.
     */
    rotationsPerAccount: {
      path: 'maxRotationsPerAccount',
      parameter: 'MaxRotationsPerAccount',
      ...optionalCount([1, 1_000_000], 'the same for one account'),
    },
  }),
  /** Opens when more than both would be retired in one account in one day. */
  breaker: group('breaker.', {
    keys: {
      parameter: 'BreakerKeys',
      ...count(20, [0, 1_000_000], 'retire nothing in an account where more than this would be retired in a day'),
    },
    percent: { parameter: 'BreakerPercent', ...percent(50, 'and more than this share of its keys') },
  }),
  /** Region of the secrets; `undefined`: the Region keyturn runs in. */
  secretRegion: {
    parameter: 'SecretRegion',
    ...text(formats.region, 'Region of the secrets; none: the Region keyturn runs in'),
  },
  /**
   * The secrets of all accounts are in the account keyturn runs in, under `kmsKey`, and this role of it writes them,
   * whoever runs keyturn; `undefined`: each is in the account of its user.
   */
  central: shapedGroup(
    '',
    {
      isOn: {
        path: 'storeSecretsInCentralAccount',
        parameter: 'StoreSecretsInCentralAccount',
        ...flag(false, 'keep the secrets of all accounts in the account keyturn runs in'),
      },
      role: {
        path: 'centralRole',
        parameter: 'CentralRoleName',
        ...textOr(
          formats.roleName,
          'asa-iam-key-rotation-central-secrets-role',
          'role of the account keyturn runs in that writes secrets there, with storeSecretsInCentralAccount',
        ),
      },
    },
    ({ isOn, role }) => (isOn ? { isOn, role } : undefined),
  ),
  /** KMS key of the secrets; `undefined`: the account's default key for Secrets Manager. */
  kmsKey: {
    parameter: 'KmsKey',
    ...text(formats.kmsKey, "KMS key of the secrets; none: each account's own key for Secrets Manager"),
  },
  templates: shapedGroup(
    'templates.',
    {
      bucket: {
        parameter: 'S3BucketName',
        ...text(formats.bucket, 'S3 bucket of your mail template; none: the built-in template'),
      },
      prefix: {
        parameter: 'S3BucketPrefix',
        ...textOr(formats.keyPrefix, 'asa/asa-iam-rotation', 'S3 prefix above the folder template/'),
      },
      enforce: {
        parameter: 'EmailTemplateEnforce',
        ...textOr(formats.fileName, template, 'template of real runs'),
      },
      audit: { parameter: 'EmailTemplateAudit', ...textOr(formats.fileName, template, 'template of dry runs') },
    },
    templatesOf,
  ),
  /** `undefined`: mails go by the API of SES. */
  smtp: shapedGroup(
    'smtp.',
    {
      host: {
        parameter: 'SMTPHost',
        ...text(formats.host, 'SMTP server that sends the mails, over TLS; none: SES sends them, by its API'),
      },
      port: {
        parameter: 'SMTPPort',
        ...count(587, [1, 65_535], 'port of that server: TLS from the start on 465 and 2465, STARTTLS on any other'),
      },
      userParameter: {
        parameter: 'SMTPUserParamName',
        ...textOr(
          formats.parameterName,
          '/iam-key-rotation/smtp/user',
          'parameter of SSM that holds the user who signs in to that server',
        ),
      },
      passwordParameter: {
        parameter: 'SMTPPasswordParamName',
        ...textOr(
          formats.parameterName,
          '/iam-key-rotation/smtp/password',
          'parameter of SSM that holds the password, as a SecureString',
        ),
      },
    },
    smtpServerOf,
  ),
  /** Tag of a user that names the owner's address. */
  ownerTag: { parameter: 'ResourceOwnerTag', ...text(formats.tagKey, "tag of a user that names its owner's address") },
  /** Domains that an owner's address may be in; empty: the domain of adminEmail only. */
  ownerDomains: {
    parameter: 'OwnerDomains',
    ...texts(formats.domain, "domains an owner's address may be in; none: that of adminEmail"),
  },
  /** Take over secrets of our name that keyturn did not make. */
  adopt: { parameter: 'Adopt', ...flag(false, 'take over secrets of our name that keyturn did not make') },
  /** Name of this installation; a secret of another one is left alone. */
  deployment: {
    parameter: 'DeploymentName',
    ...textOr(formats.deployment, 'keyturn', "name of this installation: another one's secrets are left alone"),
  },
  /**
   * Who may change secrets besides the member role, the root user and the role keyturn-break-glass. Without a member
   * role (`--account self`) nobody is kept from it unless somebody is named here.
   */
  writers: {
    parameter: 'SecretWriters',
    ...texts(formats.writer, 'who else may change the secrets: the policy of each denies it to everybody else'),
  },
  /**
   * Roles that users' tags may choose as readers of their secrets, as `ci@/machines/=role/deploy/runner`: a name, the
   * account or path whose users may choose it, and the role.
   */
  readers: {
    parameter: 'SecretReaders',
    ...texts(formats.reader, "roles that a user's tag keyturn:reader may let read his secret, by account or path"),
  },
  /** Where secrets of this installation may be, besides the Region in use; empty: AWS is asked which Regions are on. */
  regions: {
    parameter: 'Regions',
    ...texts(formats.region, 'Regions that may hold secrets of this installation; none: all that are on in an account'),
  },
  /** Regions whose SMTP passwords the secrets of SES SMTP users hold; empty: that of the secret. */
  smtpRegions: {
    parameter: 'SmtpRegions',
    ...texts(formats.region, "Regions for which an SES SMTP user's secret holds a password; none: the secret's own"),
  },
  discovery: choice(['report', 'list'], 'report', 'find users by the credential report, or by listing them all'),
  /** How many accounts are worked at a time. */
  parallelAccounts: count(25, [1, 100], 'accounts worked at a time'),
  /** How many users of one account are worked at a time. */
  parallelUsers: count(4, [1, 20], 'users of one account worked at a time'),
  replicas: {
    parameter: 'CredentialReplicationRegions',
    isApart: true,
    ...notYet(noList(), 'Regions to replicate secrets to', 'replicas are not supported yet; remove it'),
  },
  schedule: {
    isApart: true,
    ...notYet(
      z.literal('24 h').default('24 h'),
      'how often keyturn runs once deployed',
      'run `keyturn apply` from your scheduler once a day; remove it',
    ),
  },
} as const;

export type SettingPath = PathIn<typeof settingTable>;

/** Every setting under its path, as `pace.accountKeys`, checked one by one. */
export type SettingValues = ValuesIn<typeof settingTable>;

/** Every entry of the table under its path. */
export const settingEntries = Object.fromEntries(entriesByPath(settingTable)) as Readonly<
  Record<SettingPath, SettingEntry>
>;

export const settingPaths = Object.keys(settingEntries) as readonly SettingPath[];

/** The value that counts where nothing else was said. */
export const defaultSettings = z
  .object(Object.fromEntries(settingPaths.map((path) => [path, settingEntries[path].schema])))
  .parse({}) as SettingValues;
