/** How a keyturn process ends. */
export const exitCodes = {
  0: 'Done. Users who are blocked, and need a person, are reported and are no failure.',
  1: '`plan --check` found something due.',
  2: 'Bad settings, bad input, or no way into AWS: nothing was done.',
  3: 'Finished, but incomplete or with failures.',
  4: '`rotate` made no new key: the result says why, and what to do.',
  130: 'Interrupted. What was in hand was finished, and the rest is reported.',
} as const;

export type ExitCode = keyof typeof exitCodes;

interface Entry {
  readonly code: string;
  readonly meaning: string;
  readonly remedy: string;
  readonly exitCode: ExitCode;
}

/**
 * Every fault keyturn names. Codes are stable: 1xx settings and input, 2xx the way into AWS, 3xx the run, 9xx the
 * process. docs/errors.md is generated from here.
 */
export const faults = {
  'settings-refused': {
    code: 'KT-101',
    meaning: 'One or more settings are unknown, malformed or contradict each other. All of them are listed.',
    remedy: 'correct the settings listed above; `keyturn plan --show-settings` shows each with its origin',
    exitCode: 2,
  },
  'file-unreadable': {
    code: 'KT-102',
    meaning: 'The settings file is missing, cannot be read, or is not valid YAML.',
    remedy: 'correct the file, or name another with --config',
    exitCode: 2,
  },
  'command-invalid': {
    code: 'KT-103',
    meaning: 'The command line names an unknown command or option, or lacks a value.',
    remedy: 'see `keyturn --help`',
    exitCode: 2,
  },
  'account-invalid': {
    code: 'KT-104',
    meaning: 'An account id is not twelve digits.',
    remedy: 'give the account id of twelve digits, or `self` for the account of your credentials',
    exitCode: 2,
  },
  'ou-invalid': {
    code: 'KT-105',
    meaning: 'An id is not that of an organizational unit.',
    remedy: 'give an id such as ou-ab12-11111111; the Organizations console shows it',
    exitCode: 2,
  },
  'user-invalid': {
    code: 'KT-106',
    meaning: 'A text is neither the name nor the ARN of an IAM user.',
    remedy: 'give a user name, or an ARN such as arn:aws:iam::123456789012:user/name',
    exitCode: 2,
  },
  'account-not-found': {
    code: 'KT-107',
    meaning: 'An account asked for is not in the Organization, or the caller cannot see it.',
    remedy: 'check the account id; `--account self` works on the account of your credentials without an Organization',
    exitCode: 2,
  },
  'user-not-found': {
    code: 'KT-108',
    meaning: 'No account in scope has a user of this name.',
    remedy: 'check the spelling (user names are case-sensitive here) and the account',
    exitCode: 2,
  },
  'user-ambiguous': {
    code: 'KT-109',
    meaning: 'Several accounts have a user of this name, and only one may be meant.',
    remedy: "give --account with one of the ids listed, or the user's ARN",
    exitCode: 2,
  },
  'answer-missing': {
    code: 'KT-110',
    meaning: 'The command asks before it changes anything, and there is no terminal to answer.',
    remedy: 'give --yes to go ahead without a question',
    exitCode: 2,
  },
  'package-unusable': {
    code: 'KT-111',
    meaning: 'The package to deploy is missing, incomplete, or not what its checksums say.',
    remedy: 'run `npm run package` in a checkout, or install keyturn again; --package names another folder',
    exitCode: 2,
  },
  'event-invalid': {
    code: 'KT-112',
    meaning:
      'The event that a function was invoked with has unknown, missing or malformed fields. All of them are listed.',
    remedy: 'correct the event: the message shows an example; nothing was done',
    exitCode: 2,
  },
  'undo-refused': {
    code: 'KT-113',
    meaning: '`keyturn undo` found nothing that can be undone for this user, or must leave the user alone.',
    remedy: 'see the reason given; nothing was changed',
    exitCode: 2,
  },
  'sandbox-unplayed': {
    code: 'KT-114',
    meaning: 'The command works by CloudFormation, which `keyturn sandbox` does not play.',
    remedy: 'use a terminal without the environment that `keyturn sandbox` printed; nothing was done',
    exitCode: 2,
  },
  'probe-refused': {
    code: 'KT-115',
    meaning: '`keyturn check --probe` was not told in which one account, or that account must be left alone.',
    remedy: 'give one active account that nothing exempts, as --account 123456789012; nothing was done',
    exitCode: 2,
  },
  'handover-refused': {
    code: 'KT-117',
    meaning:
      '`keyturn handover` found nothing to hand over, was given a role that must not read it, or must leave the user alone.',
    remedy: 'see the reason given; nothing was changed',
    exitCode: 2,
  },
  'region-missing': {
    code: 'KT-201',
    meaning: 'No AWS Region is set.',
    remedy: 'give --region, set AWS_REGION, or set a region in your AWS profile',
    exitCode: 2,
  },
  'region-invalid': {
    code: 'KT-202',
    meaning: 'A text is not the code of an AWS Region.',
    remedy: 'give a code such as eu-central-1',
    exitCode: 2,
  },
  'credentials-missing': {
    code: 'KT-203',
    meaning: 'No AWS credentials were found.',
    remedy:
      'run `aws sso login` or `aws configure`, give --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
    exitCode: 2,
  },
  'credentials-refused': {
    code: 'KT-204',
    meaning: 'AWS does not accept the credentials: they are inactive, mistyped or of another partition.',
    remedy: 'check them by `aws sts get-caller-identity`',
    exitCode: 2,
  },
  'endpoint-unreachable': {
    code: 'KT-205',
    meaning: 'The AWS endpoint does not answer.',
    remedy:
      'check the network, and AWS_ENDPOINT_URL if it is set; behind a proxy set HTTPS_PROXY, for all but NO_PROXY; from functions in a VPC a NAT or an endpoint must lead there (docs/deploy.md)',
    exitCode: 2,
  },
  'access-denied': {
    code: 'KT-206',
    meaning: 'AWS refused a request that the command cannot do without.',
    remedy: 'allow the action named to the role or user of your credentials; `keyturn check` shows what is missing',
    exitCode: 2,
  },
  'port-taken': {
    code: 'KT-207',
    meaning: 'The port for the sandbox cannot be opened.',
    remedy: 'give another with --port, or --port 0 for any free one',
    exitCode: 2,
  },
  'organization-missing': {
    code: 'KT-208',
    meaning: 'The account belongs to no Organization, and the command is for one.',
    remedy: 'sign in to an account of an Organization; with `--account self`, plan, apply and rotate work without one',
    exitCode: 2,
  },
  'bucket-refused': {
    code: 'KT-209',
    meaning: 'The bucket of the package belongs to somebody else, cannot be read, or is in another Region.',
    remedy: 'give another name with --bucket',
    exitCode: 2,
  },
  'proxy-failed': {
    code: 'KT-210',
    meaning: 'The proxy that HTTPS_PROXY or HTTP_PROXY names does not answer, refuses, or is none.',
    remedy: 'correct the variable (http://user:password@host:port), or name hosts to be asked directly in NO_PROXY',
    exitCode: 2,
  },
  'certificate-unknown': {
    code: 'KT-211',
    meaning: 'The certificate that answers for AWS is not signed by anybody whom this machine trusts.',
    remedy:
      'where a proxy of your company inspects TLS, set AWS_CA_BUNDLE to a file with its root certificate in PEM; else find out who answers',
    exitCode: 2,
  },
  'ca-bundle-unreadable': {
    code: 'KT-212',
    meaning: 'The file of certificates that AWS_CA_BUNDLE, or ca_bundle of the profile, names cannot be used.',
    remedy: 'name a file of certificates in PEM',
    exitCode: 2,
  },
  'mfa-code-missing': {
    code: 'KT-213',
    meaning: 'The profile has mfa_serial: it needs the code of an MFA device, and there is no terminal to ask on.',
    remedy:
      'run keyturn in a terminal, or give it a session that was signed in with MFA (`aws sts get-session-token`), or a profile without mfa_serial',
    exitCode: 2,
  },
  'mfa-refused': {
    code: 'KT-214',
    meaning: 'AWS does not accept the code of the MFA device.',
    remedy: 'run the command again with the next code: each works once',
    exitCode: 2,
  },
  'sso-session-missing': {
    code: 'KT-215',
    meaning: 'The profile signs in by IAM Identity Center (SSO), and has no session, or one that has ended.',
    remedy: 'run `aws sso login`',
    exitCode: 2,
  },
  'credential-process-failed': {
    code: 'KT-216',
    meaning: 'The command in credential_process of the profile failed, or printed no valid credentials.',
    remedy: 'run that command by itself, and see what it says',
    exitCode: 2,
  },
  'profile-missing': {
    code: 'KT-217',
    meaning: 'The profile that --profile or AWS_PROFILE names is in none of the AWS configuration files.',
    remedy: 'check the name (`aws configure list-profiles`), and AWS_CONFIG_FILE if it is set',
    exitCode: 2,
  },
  'credentials-expired': {
    code: 'KT-218',
    meaning: 'The session token of the credentials has expired.',
    remedy: 'sign in again (`aws sso login`, or a fresh session), or take old AWS_... variables out of the environment',
    exitCode: 2,
  },
  'smtp-parameter-unusable': {
    code: 'KT-219',
    meaning:
      'The SMTP user or password cannot be read from SSM Parameter Store, or is not as it should be there. Mails are not sent.',
    remedy:
      'make both parameters as docs/deploy.md (Mail by SMTP) says, the password as a SecureString, and allow ssm:GetParameter on them',
    exitCode: 2,
  },
  'keys-due': {
    code: 'KT-301',
    meaning: '`plan --check` found something due.',
    remedy: 'run `keyturn apply`',
    exitCode: 1,
  },
  'run-incomplete': {
    code: 'KT-302',
    meaning: 'Some account was not seen, failed, or was not finished, or some user failed.',
    remedy: 'see the accounts and users listed, and run the command again: it resumes by itself',
    exitCode: 3,
  },
  'check-failed': {
    code: 'KT-303',
    meaning: '`keyturn check` found something that would keep `apply` from working.',
    remedy: 'mend what is marked as failed, and check again',
    exitCode: 3,
  },
  'deployment-failed': {
    code: 'KT-304',
    meaning:
      'CloudFormation did not create, change or delete a part of the deployment. The causes it names are listed.',
    remedy: 'put right what is named, and run the command again: it takes up where this stopped',
    exitCode: 3,
  },
  'deployment-busy': {
    code: 'KT-305',
    meaning: 'Something is at work on the deployment and has not ended: an operation of CloudFormation, or a run.',
    remedy: 'wait until it has ended (`keyturn deploy --status` shows it), and run the command again',
    exitCode: 3,
  },
  'mail-refused': {
    code: 'KT-306',
    meaning: 'The mail service did not accept a mail that was asked for by hand.',
    remedy: 'see the reason given; `keyturn check` shows what the mail service lacks',
    exitCode: 3,
  },
  'rotated-elsewhere': {
    code: 'KT-307',
    meaning:
      "An account has no secret of this deployment in this Region, and some in another one: the account's keys are rotated from there. Nothing was done in the account.",
    remedy: 'set secretRegion to that Region, or move first (docs/operations.md, Regions)',
    exitCode: 3,
  },
  'undo-unfinished': {
    code: 'KT-308',
    meaning: '`keyturn undo` was stopped, by AWS or for safety, before all of it was done.',
    remedy: 'run the command again: it takes up where this stopped',
    exitCode: 3,
  },
  'run-document-foreign': {
    code: 'KT-309',
    meaning:
      'The run bucket holds something that the run at work did not leave there: a document without its seal or with another one, or an account that is not on its list. It was not believed.',
    remedy:
      'find out who wrote it (the versions of the object; CloudTrail, if it records data events of the bucket), and start another run',
    exitCode: 3,
  },
  'handover-unfinished': {
    code: 'KT-311',
    meaning: '`keyturn handover` was stopped, by AWS or for safety, before all of it was done.',
    remedy: 'run the command again: it puts the policy whole',
    exitCode: 3,
  },
  'user-unseen': {
    code: 'KT-312',
    meaning:
      '`keyturn explain` could not look at the user: the account cannot be entered, or AWS did not answer a question.',
    remedy: 'see the reason given, and run the command again; it only reads',
    exitCode: 3,
  },
  interrupted: {
    code: 'KT-901',
    meaning: 'Ctrl-C or SIGTERM. What had been started was finished.',
    remedy: 'run the command again: it resumes by itself',
    exitCode: 130,
  },
  unexpected: {
    code: 'KT-902',
    meaning: 'Something keyturn has no name for.',
    remedy: 'run again with --debug, which logs every request to AWS (never its contents), and report what you see',
    exitCode: 3,
  },
} as const satisfies Record<string, Entry>;

export type FaultName = keyof typeof faults;
