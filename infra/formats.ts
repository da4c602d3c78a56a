/**
 * The forms of `src/app/settings/formats.ts` in a language that CloudFormation, its linters and its emulators share.
 */
export const formats = {
  accountId: { pattern: '\\d{12}', words: 'an account id of twelve digits' },
  organizationId: { pattern: 'o-[a-z0-9]{10,32}', words: 'an organization id such as o-a1b2c3d4e5' },
  unitIds: {
    pattern: 'ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}(,ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})*',
    words: 'ids of organizational units with commas between, as ou-ab12-11111111,ou-ab12-22222222',
  },
  accountIds: { pattern: '[0-9]{12}(,[0-9]{12})*', words: 'account ids of twelve digits with commas between' },
  // The functions share 4 KB with all their parameters.
  jsonList: { pattern: '\\[.{2,1500}\\]', words: 'a list as JSON of up to 1,500 characters' },
  roleName: { pattern: '[\\w+=,.@-]{1,64}', words: 'a role name (no ARN, no path)' },
  principalArn: {
    pattern: 'arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)/[A-Za-z0-9_+=,.@/-]+',
    words: 'ARNs of roles or users in full, without * or ?',
  },
  externalId: { pattern: '[A-Za-z0-9_+=,.@:/-]{2,200}', words: 'a word of 2 to 200 letters, digits and +=,.@:/_-' },
  userPath: {
    pattern: '/([A-Za-z0-9_+=,.@-]+/)*',
    words: 'a path that begins and ends with /, such as /applications/',
  },
  boundaryArn: {
    pattern: 'arn:aws[a-z-]*:iam::([0-9]{12}|aws|[*]):policy/[A-Za-z0-9_+=,.@/-]+',
    words: 'the ARN of a policy, with * for the account where each account has one of its own',
  },
  groupName: { pattern: '[\\w+=,.@-]{1,128}', words: 'a group name (no ARN, no path)' },
  email: {
    pattern: '[A-Za-z0-9.!#$%&*+/=?^_{|}~-]+@([A-Za-z0-9-]+[.])+[A-Za-z0-9-]+',
    words: 'one email address such as security@example.com',
  },
  region: { pattern: '([a-z]+-)+[0-9]+', words: 'the code of a Region such as eu-central-1' },
  kmsKey: {
    pattern:
      'arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)/[A-Za-z0-9/_-]+|alias/[A-Za-z0-9/_-]+|[0-9a-z-]{32,40}',
    words: 'the id, alias (alias/...) or ARN of a KMS key',
  },
  kmsKeyArn: {
    pattern: 'arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+',
    words: 'the ARN of a KMS key (not of an alias)',
  },
  bucket: { pattern: '[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]', words: 'the name of an S3 bucket' },
  keyPrefix: {
    pattern: "[A-Za-z0-9_!*'()-][A-Za-z0-9_!.*'()/-]*[A-Za-z0-9_!.*'()-]",
    words: 'a prefix without / at its ends',
  },
  versionId: { pattern: '[A-Za-z0-9._-]{1,1024}', words: 'the version id of an object in S3' },
  fileName: { pattern: "[A-Za-z0-9_!.*'()-]+", words: 'the name of a file in the folder template/ below the prefix' },
  tag: {
    pattern: '[^,;=]{1,128}(=[^,;]{0,256})?',
    words: 'the key of a tag, or key=value',
  },
  tagKey: { pattern: '[^,;]{1,128}', words: 'the key of a tag' },
  regions: {
    pattern: '[a-z]{2}(-[a-z]+)+-[0-9](,[a-z]{2}(-[a-z]+)+-[0-9])*',
    words: 'Regions with commas between, as eu-west-1,us-east-1',
  },
  writers: {
    pattern:
      '(arn:aws[a-z-]*:iam::([0-9]{12}|[*]):)?(role|user)/[A-Za-z0-9_+=.@*?/-]+(,(arn:aws[a-z-]*:iam::([0-9]{12}|[*]):)?(role|user)/[A-Za-z0-9_+=.@*?/-]+)*',
    words: 'role/ or user/ with path and name, or ARNs of roles and users, with commas between',
  },
  readers: {
    pattern:
      '[A-Za-z0-9_.-]+@([0-9]{12}|/([A-Za-z0-9_.-]+/)*)=(arn:aws[a-z-]*:iam::[0-9]{12}:)?role/[A-Za-z0-9_+=.@/-]+(,[A-Za-z0-9_.-]+@([0-9]{12}|/([A-Za-z0-9_.-]+/)*)=(arn:aws[a-z-]*:iam::[0-9]{12}:)?role/[A-Za-z0-9_+=.@/-]+)*',
    words: 'name@account=role or name@/path/=role, with commas between',
  },
  host: { pattern: '([A-Za-z0-9-]+[.])*[A-Za-z0-9-]+', words: 'the name of a host, without a port' },
  parameterName: {
    pattern: '((/[A-Za-z0-9_.-]+)+|[A-Za-z0-9_.-]+)',
    words: 'the name of a parameter of SSM Parameter Store such as /iam-key-rotation/smtp/user',
  },
  domains: {
    pattern: '([A-Za-z0-9-]+[.])+[A-Za-z0-9-]+(,([A-Za-z0-9-]+[.])+[A-Za-z0-9-]+)*',
    words: 'domains with commas between, as example.com,example.org',
  },
  deployment: { pattern: '[\\w.@-]{1,64}', words: 'a name of up to 64 letters, digits and .@_-' },
  count: { pattern: '([1-9][0-9]{0,5}|1000000)', words: 'a whole number from 1 to 1000000' },
  days: { pattern: '[1-9][0-9]{0,3}', words: 'a number of days' },
  schedule: {
    pattern: '(rate[(](1 day|1 hour|([2-9]|1[0-9]|2[0-4]) hours)[)]|cron[(].+[)])',
    words: 'cron(0 5 * * ? *), another cron(...) that fires daily or oftener, or a rate of up to 24 hours',
  },
  vpcId: { pattern: 'vpc-[0-9a-f]{8,17}', words: 'the id of a VPC, as vpc-0a1b2c3d4e5f60718' },
  // A function of Lambda has at most 16 (API, "VpcConfig").
  subnetIds: {
    pattern: 'subnet-[0-9a-f]{8,17}(,subnet-[0-9a-f]{8,17}){0,15}',
    words: 'up to 16 ids of subnets with commas between, as subnet-0a1b2c3d,subnet-1b2c3d4e',
  },
  prefixListId: { pattern: 'pl-[0-9a-f]{8,17}', words: 'the id of a prefix list, as pl-0a1b2c3d' },
  routeTableIds: {
    pattern: 'rtb-[0-9a-f]{8,17}(,rtb-[0-9a-f]{8,17})*',
    words: 'ids of route tables with commas between, as rtb-0a1b2c3d',
  },
  cidr: { pattern: '[0-9]{1,3}([.][0-9]{1,3}){3}/[0-9]{1,2}', words: 'a CIDR range as 10.0.0.0/16' },
} as const;
