import type { SettingPath } from '../src/app/settings/table.ts';

/** A test, and a title in it, that shows what a setting does. */
export type Proof = readonly [file: string, title: string];

const parsed = 'src/app/settings/parse.test.ts';
const pace = 'test/scenarios/pace.test.ts';
const told = 'test/scenarios/promises/a-told-date-is-kept.test.ts';
const network = 'infra/network.test.ts';

/** Of every setting: none may lack one. */
export const settingProofs: Readonly<Record<SettingPath, Proof>> = {
  rotateAfterDays: [
    'src/cli/demo/run-demo.test.ts',
    'runs with the period that keeps every active key under 90 days, but for those that need a person',
  ],
  installGraceDays: ['src/core/defects.test.ts', 'graces are those that the settings name: 10 days, not 7'],
  recoveryGraceDays: [told, 'a shorter recovery grace does not bring forward a deletion whose date was told'],
  warnDays: ['src/core/rules/retire-predecessor.grace.test.ts', 'the warning, 7 days ahead less 6 hours of drift'],
  quietDays: ['src/core/defects.test.ts', 'the old key stays while it is used and the new one is not'],
  idleDays: ['src/core/rules/retire-by-policy.test.ts', 'the warning of an idle key'],
  retirement: [
    told,
    'a warning that said "unless it is used" is void after a use, also when retirement becomes on-schedule',
  ],
  twoKeys: ['src/core/defects.test.ts', 'of two expired keys in use, neither is touched'],
  inactiveKeys: ['src/core/rules/retire-by-policy.deletion.test.ts', 'an inactive foreign key'],
  unusedKeys: [
    'test/scenarios/promises/dormant-users.test.ts',
    'with unusedKeys: retire, a key last used 900 days ago gets no successor',
  ],
  datelessKeys: ['test/scenarios/blind-usage-counter.test.ts', 'with datelessKeys: quiet they count as unused'],
  inactivePeriod: [parsed, 'are settings under another name'],
  dryRun: [parsed, 'refuses when the file says dryRun: true, and goes on when it says false'],
  adminEmail: [parsed, 'needs an adminEmail, which plan does not'],
  memberRole: [
    'test/scenarios/trust/nobody-is-locked-out.test.ts',
    'by naming the new one first: in the end the secrets name it, and the old one no more',
  ],
  externalId: [
    'src/aws/session/account-sessions.test.ts',
    'says the external id that the role asks for; without it nobody enters',
  ],
  userPath: [
    'test/scenarios/user-path.test.ts',
    'users who are not below userPath count as exempt, and nothing is done for them',
  ],
  onlyTag: ['test/scenarios/only-tag.test.ts', 'leaves alone who does not bear the tag, whatever their keys'],
  listRole: ['src/aws/organizations/accounts.test.ts', 'a list role is assumed once, in the account that holds it'],
  listAccount: ['src/aws/organizations/accounts.test.ts', 'a list role is assumed once, in the account that holds it'],
  organizationId: ['infra/trust.test.ts', 'is narrowed to one role of the organization'],
  grant: ['test/scenarios/settings.test.ts', 'attaches no policy to the user, who reads his secret all the same'],
  'pace.accountKeys': [pace, "retires a day's share, oldest first, and says that the rest waits"],
  'pace.accountPercent': ['src/app/limits/pace.test.ts', 'are one for each user, on however many secrets'],
  'pace.organizationKeys': [
    'test/deployed/pace.test.ts',
    "retires the organization's share of a day over all its accounts, and no more in a second run of the day",
  ],
  'pace.organizationPercent': [
    'src/app/fan-out/split-share.test.ts',
    'gives every account its turn within as many days as there are accounts',
  ],
  maxRotationsPerRun: [pace, 'spreads over runs, oldest keys first, and the result says who waits'],
  maxRotationsPerAccount: [pace, 'spreads by account too, and plan says what apply would do'],
  'breaker.keys': [
    pace,
    'opens when more than half of an account would be retired in a day: nobody is, and a person is asked',
  ],
  'breaker.percent': [pace, 'stays closed at exactly its share'],
  secretRegion: ['src/aws/connect.test.ts', 'secrets live in their own Region, if one is set'],
  kmsKey: ['src/cli/check/check-probe.test.ts', 'makes it under the KMS key of users, where one is set'],
  'templates.bucket': [
    'src/lambda/functions.test.ts',
    "sends the guide's mail with the template of the bucket, all values as text",
  ],
  'templates.prefix': [parsed, 'of real runs and of dry runs are both known, whatever the run is'],
  'templates.enforce': ['src/notify/notifier.test.ts', 'a dry run has a template of its own, and each is read once'],
  'templates.audit': ['src/notify/notifier.test.ts', 'a dry run has a template of its own, and each is read once'],
  'smtp.host': [
    'src/smtp/connect.test.ts',
    'the suppression list of SES is looked into where the server is SES, in its Region, and nowhere else',
  ],
  'smtp.port': [network, 'reach the port of the SMTP server too, where one sends the mails'],
  'smtp.userParameter': ['src/smtp/credentials.test.ts', 'are read once for a run, the user from a %s'],
  'smtp.passwordParameter': [
    'src/smtp/credentials.test.ts',
    'are read again for the next mail where they could not be',
  ],
  ownerTag: ['test/fault-injection/mail.test.ts', 'the mail goes to the one plain address that is allowed'],
  ownerDomains: [
    'src/app/notices/owner-address.test.ts',
    'an owner in an allowed domain or its subdomain is written to',
  ],
  adopt: ['test/scenarios/interference-by-people.test.ts', 'a rotation that the AWS sample left half-way'],
  deployment: [
    'test/fault-injection/settings.test.ts',
    'F64 a secret of another deployment is on hold, whatever is due',
  ],
  writers: [
    'src/app/deploy/deploy.test.ts',
    'is refused while the deployed writers do not name it: it could not write to the secrets',
  ],
  readers: [
    'test/scenarios/trust/readers.test.ts',
    'reads the secrets of the users of its path whose tag chooses it, from their first key on, and no others',
  ],
  regions: ['test/scenarios/regions.test.ts', 'is looked for in the Regions that are named, where some are'],
  smtpRegions: [
    'test/scenarios/smtp-user.test.ts',
    'finds its SMTP passwords in the secret, sorted, and keeps the old key until a person lets it go',
  ],
  discovery: ['test/scenarios/defects.test.ts', 'every user is seen, beyond the first page too'],
  parallelAccounts: ['test/scenarios/cost.test.ts', 'accounts are worked while the list is still paging'],
  parallelUsers: ['test/scenarios/settings.test.ts', 'is how many users of an account are worked at a time'],
  replicas: ['infra/parameters.test.ts', 'refuse what does not exist yet, in words: %s'],
  schedule: ['src/app/settings/json-schema.test.ts', 'knows every setting, with its meaning and default'],
  storeSecretsInCentralAccount: [
    'test/scenarios/central/whole-rotation.test.ts',
    'rotates whole, by the central role, and leaves nothing in the account of the users',
  ],
  centralRole: [
    'test/scenarios/central/whole-rotation.test.ts',
    'rotates whole, by the central role, and leaves nothing in the account of the users',
  ],
};

const guide = 'test/repository/guide.test.ts';

/** Of the parameters of the AWS sample's main template that only shape the stack, and are no settings. */
export const parameterProofs: Readonly<Record<string, Proof>> = {
  ExecutionRoleName: ['infra/parameters.test.ts', 'refuse one name for two roles'],
  InventoryExecutionRoleName: ['infra/parameters.test.ts', 'refuse one name for two roles'],
  IAMExemptionGroup: [
    'test/scenarios/defects.test.ts',
    'every member of the exemption group is exempt, beyond the first page too',
  ],
  RunLambdaInVPC: [network, 'are where they were without RunLambdaInVPC, whatever else is given'],
  VpcId: [network, 'are all three in it, in one subnet as by the AWS sample, or in several'],
  VpcCidr: [network, 'reach with VpcEgress vpc the range, and the prefix list of S3 where it is given'],
  SubnetId: [network, 'are all three in it, in one subnet as by the AWS sample, or in several'],
  PrimaryAccountID: [guide, 'the stack asks for the bucket, the organization and an address; all else has a default'],
};
