import * as z from 'zod';
import { defaultPolicy } from '../../core/policy.ts';
import {
  choice,
  count,
  days,
  flag,
  noList,
  notYet,
  onlyFalse,
  optionalCount,
  optionalDays,
  optionalFlag,
  percent,
  text,
  textOr,
  texts,
} from './fields.ts';
import { formats } from './formats.ts';

const template = 'iam-auto-key-rotation-enforcement.html';

/** What an organization decides about its keys: one flag of the command line each. */
export const policySettings = {
  rotateAfterDays: days(defaultPolicy.rotateAfterDays, 'age at which an active key gets a successor'),
  installGraceDays: days(defaultPolicy.installGraceDays, 'from "new key ready and its owner told" to deactivation'),
  recoveryGraceDays: days(defaultPolicy.recoveryGraceDays, 'from deactivation to deletion'),
  warnDays: days(defaultPolicy.warnDays, 'lead time of warnings'),
  quietDays: days(defaultPolicy.quietDays, 'a key used within so many days is in use'),
  idleDays: days(defaultPolicy.idleDays, 'a key unused for so many days may be retired by twoKeys'),
  retirement: choice(
    ['when-quiet', 'on-schedule'],
    defaultPolicy.retirement,
    'when-quiet: a key in use is never deactivated',
  ),
  twoKeys: choice(['retire-idle', 'report'], defaultPolicy.twoKeys, 'a due user with two keys of other origin'),
  inactiveKeys: choice(
    ['delete-when-blocking', 'report', 'delete'],
    defaultPolicy.inactiveKeys,
    'an inactive key of other origin',
  ),
  unusedKeys: choice(['rotate', 'retire'], defaultPolicy.unusedKeys, 'a due key that was never used'),
} as const;

/**
 * Every setting, its default and what it takes: the one table behind flags, keyturn.yaml, variables, stack parameters
 * and `--show-settings`. Exemptions, which are a list of rules, are in `parse-settings-exemptions.ts`.
 */
export const settingTable = {
  ...policySettings,
  inactivePeriod: optionalDays(
    'age at which the old key is deactivated: rotateAfterDays + installGraceDays, or refused',
  ),
  dryRun: optionalFlag('true: apply refuses to run'),
  adminEmail: text(formats.email, 'sender of every notice and receiver of escalations; needed by apply'),
  memberRole: textOr(formats.roleName, 'asa-iam-key-rotation-lambda-assumed-role', 'role to assume in each account'),
  listRole: text(formats.roleName, 'role to assume to list the accounts; none: your own credentials list them'),
  listAccount: text(formats.accountId, 'account that holds the list role; none: your own'),
  organizationId: text(formats.organizationId, 'id of the Organization'),
  grant: choice(
    ['policy-and-resource', 'resource-policy'],
    'policy-and-resource',
    'resource-policy: attach no policy to the user',
  ),
  'pace.accountKeys': count(
    20,
    [0, 1_000_000],
    "keys of an account that may be retired a day, or the account's percent",
  ),
  'pace.accountPercent': percent(10, "share of an account's keys that may be retired a day, if that is more"),
  'pace.organizationKeys': count(100, [0, 1_000_000], 'the same for the organization'),
  'pace.organizationPercent': percent(5, 'the same for the organization'),
  maxRotationsPerRun: optionalCount([1, 1_000_000], 'users who get a new key in one run; none: no limit'),
  maxRotationsPerAccount: optionalCount([1, 1_000_000], 'the same for one account'),
  'breaker.keys': count(
    20,
    [0, 1_000_000],
    'retire nothing in an account where more than this would be retired in a day',
  ),
  'breaker.percent': percent(50, 'and more than this share of its keys'),
  secretRegion: text(formats.region, 'Region of the secrets; none: the Region keyturn runs in'),
  kmsKey: text(formats.kmsKey, "KMS key of the secrets; none: each account's own key for Secrets Manager"),
  'templates.bucket': text(formats.bucket, 'S3 bucket of your mail template; none: the built-in template'),
  'templates.prefix': textOr(formats.keyPrefix, 'asa/asa-iam-rotation', 'S3 prefix above the folder template/'),
  'templates.enforce': textOr(formats.fileName, template, 'template of real runs'),
  'templates.audit': textOr(formats.fileName, template, 'template of dry runs'),
  ownerTag: text(formats.tagKey, "tag of a user that names its owner's address"),
  ownerDomains: texts(formats.domain, "domains an owner's address may be in; none: that of adminEmail"),
  adopt: flag(false, 'take over secrets of our name that keyturn did not make'),
  deployment: textOr(formats.deployment, 'keyturn', "name of this installation: another one's secrets are left alone"),
  discovery: choice(['report', 'list'], 'report', 'find users by the credential report, or by listing them all'),
  parallelAccounts: count(25, [1, 100], 'accounts worked at a time'),
  parallelUsers: count(4, [1, 20], 'users of one account worked at a time'),
  replicas: notYet(noList(), 'Regions to replicate secrets to', 'replicas are not supported yet; remove it'),
  schedule: notYet(
    z.literal('24 h').default('24 h'),
    'how often keyturn runs once deployed',
    'run `keyturn apply` from your scheduler once a day; remove it',
  ),
  storeSecretsInCentralAccount: notYet(
    onlyFalse(),
    'keep all secrets in one account',
    'secrets are kept in the account of their user; remove it',
  ),
} as const;

export type SettingPath = keyof typeof settingTable;

export const settingPaths = Object.keys(settingTable) as readonly SettingPath[];

const settingSchema = z.object(settingTable);

/** Every setting under its path, as `pace.accountKeys`, checked one by one. */
export type SettingValues = z.output<typeof settingSchema>;

/** The value that counts where nothing else was said. */
export const defaultSettings: SettingValues = settingSchema.parse({});
