import { templateFiles } from '../../../../infra/names.ts';

/** Where ministack is not AWS, and what the test therefore changes in its own copy of a template. */
interface Deviation {
  readonly files: readonly string[];
  readonly find: RegExp;
  readonly put: string;
  readonly why: string;
}

const members = [templateFiles.members, templateFiles.managementAccount];

/** When ministack's schedule says that it was meant to start a run. */
export const SCHEDULED_TIME = '2027-01-15T03:00:00Z';

const deviations: readonly Deviation[] = [
  {
    files: members,
    find: /^ +- iam:GetAccessKeyLastUsed\n/m,
    put: '',
    why: 'iam:GetAccessKeyLastUsed is granted by Resource * only (1)',
  },
  {
    files: members,
    find: /^( +)- iam:GenerateCredentialReport\n/m,
    put: '$&$1- iam:GetAccessKeyLastUsed\n',
    why: 'iam:GetAccessKeyLastUsed is granted by Resource * only (2)',
  },
  {
    files: members,
    find: /^ +Condition:\n +ArnEquals:\n +iam:PolicyARN: .*\n/m,
    put: '',
    why: 'the condition key iam:PolicyARN is not known',
  },
  {
    files: members,
    find: /^ +Condition:\n +Bool:\n +secretsmanager:BlockPublicPolicy: .*\n/m,
    put: '',
    // What the condition refuses is shown in test/security/least-privilege.
    why: 'the condition key secretsmanager:BlockPublicPolicy is not known',
  },
  {
    files: [templateFiles.main],
    find: /^ +Condition:\n +StringEquals:\n +aws:ResourceOrgID: .*\n/gm,
    put: '',
    // What the condition refuses is shown in test/security/least-privilege.
    why: 'the condition key aws:ResourceOrgID is not known',
  },
  {
    files: [templateFiles.main],
    find: /aws:SecureTransport: 'false'/g,
    put: "aws:SecureTransport: 'neither'",
    why: 'it speaks HTTP without TLS, which the policies of bucket and queue refuse',
  },
  {
    files: [templateFiles.main],
    find: /<aws\.scheduler\.scheduled-time>/,
    put: SCHEDULED_TIME,
    why: 'the scheduler does not fill in its own attributes',
  },
  {
    files: [templateFiles.main],
    find: /^( +- ses:SendEmail\n)( +)Resource:\n(?: +- .*\n)+ +Condition:\n +StringEquals:\n +ses:FromAddress: .*\n/m,
    put: "$1$2Resource: '*'\n",
    why: 'ses:SendEmail is granted by Resource * only, and the condition key ses:FromAddress is not known',
  },
  {
    files: members,
    find: /^ {2}ASAIAMExemptionsGroup:\n(?: {4}.*\n)+/m,
    put: '',
    why: 'CloudFormation cannot make an AWS::IAM::Group: the test makes it',
  },
];

/**
 * The template as ministack can take it. Throws when a template holds nothing any more that an entry of the table
 * finds.
 */
export const forMinistack = (file: string, template: string): string =>
  deviations
    .filter(({ files }) => files.includes(file))
    .reduce((text, { find, put, why }) => {
      const changed = text.replace(find, put);
      if (changed === text) throw new Error(`${file} has nothing to change for ministack where ${why}`);
      return changed;
    }, template);
