/** The forms AWS itself demands (patterns of its API models), each with words that complete "give ...". */
export const formats = {
  accountId: { pattern: /^\d{12}$/, longest: 12, allowed: 'an account id of twelve digits (in quotes, in YAML)' },
  organizationId: { pattern: /^o-[a-z0-9]{10,32}$/, longest: 34, allowed: 'an organization id such as o-a1b2c3d4e5' },
  ouId: {
    pattern: /^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$/,
    longest: 68,
    allowed: 'the id of an organizational unit such as ou-ab12-11111111',
  },
  roleName: {
    pattern: /^[\w+=,.@-]+$/,
    longest: 64,
    allowed: 'a role name (no ARN, no path) of up to 64 letters, digits and +=,.@_-',
  },
  /** With path and name, of each account, or a whole ARN; three characters at least are no wildcards. */
  writer: {
    pattern: /^(arn:aws[\w-]*:iam::(\d{12}|\*):)?(role|user)\/(?=(.*[\w+=,.@-]){3})[\w+=,.@*?/-]+$/,
    longest: 600,
    allowed:
      'role/ or user/ with the path and name, such as role/ops/keyturn-operator, or the ARN of a role or user; * and ? stand for any characters, but not for all',
  },
  /** `<name>@<account or path>=<role>`: no wildcard, since each is one role that can read a credential. */
  reader: {
    pattern: /^[\w.-]{1,64}@(\d{12}|\/([\w.-]+\/)*)=(arn:aws[\w-]*:iam::\d{12}:)?role\/([\w.@+-]+\/)*[\w.@+=-]{1,64}$/,
    longest: 1200,
    allowed:
      'a name, @, the account id or path of its users, =, and a role (role/ with its path and name, or its ARN), such as ci@/machines/=role/deploy/runner',
  },
  groupName: {
    pattern: /^[\w+=,.@-]+$/,
    longest: 128,
    allowed: 'a group name (no ARN, no path) of up to 128 letters, digits and +=,.@_-',
  },
  /** Two characters at least are no wildcards: not everybody by a slip. */
  userPattern: {
    pattern: /^(?=(.*[\w+=,.@-]){2}|[\w+=,.@-]$)[\w+=,.@*?-]+$/,
    longest: 64,
    allowed:
      'a user name (no ARN, no path) of up to 64 letters, digits and +=,.@_-, in which * and ? may stand for any characters, but not for all',
  },
  userName: { pattern: /^[\w+=,.@-]+$/, longest: 64, allowed: 'a user name of up to 64 letters, digits and +=,.@_-' },
  region: { pattern: /^([a-z]+-)+\d+$/, longest: 50, allowed: 'the code of a Region such as eu-central-1' },
  path: {
    pattern: /^\/([\u0021-\u007e]+\/)?$/,
    longest: 512,
    allowed: 'a path that begins and ends with /, such as /service/',
  },
  /** Part of a resource in a policy, in which * and ? would stand for more. */
  userPath: {
    pattern: /^\/([\w+=,.@-]+\/)*$/,
    longest: 512,
    allowed: 'a path that begins and ends with /, of letters, digits and +=,.@_-, such as /applications/',
  },
  externalId: {
    pattern: /^[\w+=,.@:/-]{2,}$/,
    longest: 200,
    allowed: 'a word of 2 to 200 letters, digits and +=,.@:/_-',
  },
  /** A key alone stands for every value. */
  tag: {
    pattern: /^[\p{L}\p{Z}\p{N}_.:/+\-@]{1,128}(=[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256})?$/u,
    longest: 385,
    allowed: 'a tag in the form key=value, or the key alone for any value',
  },
  tagKey: { pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u, longest: 128, allowed: 'the key of a tag' },
  /** AWS's own pattern, without what would end or split a mail header. */
  email: {
    pattern: /^[^\s@<>()[\],;:\\"]+@[^\s@<>()[\],;:\\"]+\.[^\s@<>()[\],;:\\"]+$/,
    longest: 254,
    allowed: 'one email address such as security@example.com',
  },
  host: {
    pattern: /^([a-z0-9-]+\.)*[a-z0-9-]+$/i,
    longest: 253,
    allowed: 'the name of a host such as email-smtp.eu-central-1.amazonaws.com, without a port',
  },
  /** Below a path, a name begins with a slash (Systems Manager, PutParameter: Name). */
  parameterName: {
    pattern: /^((\/[\w.-]+)+|[\w.-]+)$/,
    longest: 1011,
    allowed: 'the name of a parameter of SSM Parameter Store such as /iam-key-rotation/smtp/user',
  },
  domain: { pattern: /^([a-z0-9-]+\.)+[a-z0-9-]+$/i, longest: 253, allowed: 'a domain such as example.com' },
  kmsKey: {
    pattern: /^(arn:aws[\w-]*:kms:[\w-]+:\d{12}:(key|alias)\/[\w/-]+|alias\/[\w/-]+|(mrk-)?[0-9a-f-]{32,36})$/,
    longest: 2048,
    allowed: 'the id, alias (alias/...) or ARN of a KMS key',
  },
  bucket: { pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, longest: 63, allowed: 'the name of an S3 bucket' },
  keyPrefix: { pattern: /^[\w!\-.*'()/]*$/, longest: 512, allowed: 'the prefix of an S3 key' },
  fileName: {
    pattern: /^[\w!\-.*'()]+$/,
    longest: 255,
    allowed: 'a file name in the folder template/ below the prefix',
  },
  deployment: { pattern: /^[\w.@-]+$/, longest: 64, allowed: 'a name of up to 64 letters, digits and .@_-' },
} as const;
