import { defaultSettings } from '../../src/app/settings/table.ts';
import { formats } from '../formats.ts';
import { names } from '../names.ts';
import { orNothing, type Parameter } from '../parameters.ts';

type Parameters = Readonly<Record<string, Parameter>>;

export const code: Parameters = {
  S3BucketName: {
    label: 'Bucket',
    description: 'The S3 bucket that holds the folders CloudFormation, Lambda and template, in this Region.',
    format: formats.bucket,
  },
  S3BucketPrefix: {
    label: 'Prefix',
    description: 'The folder in the bucket above those three.',
    default: defaultSettings['templates.prefix'],
    format: formats.keyPrefix,
  },
  TemplateBucketName: {
    label: 'Bucket of mail templates',
    description:
      'Optional: another bucket of this organization for the folder template, below the same prefix, so that who writes mails has no way to the code. Empty: the bucket above.',
    default: '',
    format: orNothing(formats.bucket),
  },
  ...Object.fromEntries(
    (['Inventory', 'Rotation', 'Notifier'] as const).map((kind) => [
      `${kind}CodeVersion`,
      {
        label: `Version of the ${kind.toLowerCase()} function's code`,
        description: `Optional: version id of the function's zip in the bucket, which keyturn deploy gives. Empty, as whenever the template is updated by hand: the newest.`,
        default: '',
        format: orNothing(formats.versionId),
      },
    ]),
  ),
};

export const mails: Parameters = {
  DryRunFlag: {
    label: 'Dry run',
    description: 'True: nothing is changed, and mails say what would be done. False: keys are rotated.',
    default: 'True',
    allowed: ['True', 'False'],
  },
  AdminEmailAddress: {
    label: "Administrators' address",
    description:
      'Sender of every mail, and receiver of summaries and alarms. The address or its domain must be a verified identity of SES in this Region.',
    format: formats.email,
  },
  ResourceOwnerTag: {
    label: "Owner's tag",
    description:
      "Optional: key of the tag of an IAM user that names its owner's address. Empty: the account's address is told.",
    default: '',
    format: orNothing(formats.tagKey),
  },
  OwnerDomains: {
    label: "Domains of owners' addresses",
    description:
      "Optional: mail domains that an owner's address may be in, with commas between. Empty: that of the administrators' address.",
    default: '',
    format: orNothing(formats.domains),
  },
  SMTPHost: {
    label: 'SMTP server',
    description:
      'Optional: host of the SMTP server that sends the mails, over TLS, such as email-smtp.eu-central-1.amazonaws.com. Empty: SES sends them, by its API, whatever the three parameters below say.',
    default: '',
    format: orNothing(formats.host),
  },
  SMTPPort: {
    label: 'Port of the SMTP server',
    description: 'TLS from the start on 465 and 2465; on any other, STARTTLS, without which nothing is sent.',
    default: defaultSettings['smtp.port'],
    type: 'Number',
    between: [1, 65_535],
  },
  SMTPUserParamName: {
    label: 'Parameter with the SMTP user',
    description: 'Name of the parameter of SSM Parameter Store, in this account and Region, that holds the user.',
    default: defaultSettings['smtp.userParameter'],
    format: formats.parameterName,
  },
  SMTPPasswordParamName: {
    label: 'Parameter with the SMTP password',
    description: 'The same for the password, which must be a SecureString.',
    default: defaultSettings['smtp.passwordParameter'],
    format: formats.parameterName,
  },
  EmailTemplateEnforce: {
    label: 'Mail template of real runs',
    description:
      'A file in the folder template. Where it cannot be used, the built-in template is, and the summary says so.',
    default: names.template,
    format: formats.fileName,
  },
  EmailTemplateAudit: {
    label: 'Mail template of dry runs',
    description: 'A file in the folder template, as above.',
    default: names.template,
    format: formats.fileName,
  },
};
