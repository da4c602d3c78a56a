import { type DeployNames, type TemplatePart, templateFiles } from './names.ts';
import type { Texts } from './package-file.ts';
import type { Situation } from './situation.ts';
import type { DeployStep, PartResult } from './step.ts';

export interface Elsewhere {
  readonly situation: Situation;
  readonly names: DeployNames;
  readonly region: string;
  /** OUs that the StackSet is deployed to; none: the whole organization. */
  readonly units: readonly string[];
  /** Of the part's template. */
  readonly parameters: (part: TemplatePart) => Texts;
}

/** A stack that somebody signed in to the management account creates, by AWS's own command. */
export const stackElsewhere = (part: 'management' | 'list-role', tools: Elsewhere): DeployStep =>
  told(part, tools.names[part], [
    `Whoever is signed in to the management account ${tools.situation.managementAccountId} runs, in the package's folder:`,
    `  ${stackCommand(part, tools)}`,
    ...(part === 'management' ? [WITHOUT_IT] : []),
  ]);

const WITHOUT_IT =
  'Until that is done every run counts the account as failed. To leave it out of all runs instead, deploy with --no-management-account.';

/** The StackSet, when this account may not manage the organization's. */
export const stackSetElsewhere = (tools: Elsewhere): DeployStep => {
  const { situation, names, region, units, parameters } = tools;
  const { account, managementAccountId } = situation;
  const create = [
    `aws cloudformation create-stack-set --region ${region} --stack-set-name ${names.members}`,
    `--template-body file://${templateFiles.members} --capabilities CAPABILITY_NAMED_IAM`,
    '--permission-model SERVICE_MANAGED --auto-deployment Enabled=true,RetainStacksOnAccountRemoval=false',
    `--parameters ${words(parameters('members'), (name, value) => `ParameterKey=${name},ParameterValue=${value}`)}`,
  ].join(' ');
  const deploy = [
    `aws cloudformation create-stack-instances --region ${region} --stack-set-name ${names.members} --regions ${region}`,
    `--deployment-targets OrganizationalUnitIds=${units.length > 0 ? units.join(',') : ROOT}`,
    '--operation-preferences FailureTolerancePercentage=100,MaxConcurrentPercentage=100',
  ].join(' ');
  return told('members', names.members, [
    `The account ${account} may not manage the StackSets of the organization. Whoever is signed in to the management account ${managementAccountId} either lets it, after which this command is run again:`,
    `  aws organizations register-delegated-administrator --account-id ${account} --service-principal member.org.stacksets.cloudformation.amazonaws.com`,
    "or creates the StackSet there, in the package's folder:",
    `  ${create}`,
    `  ${deploy}`,
  ]);
};

const ROOT = '$(aws organizations list-roots --query Roots[0].Id --output text)';

const told = (part: PartResult['part'], name: string, lines: readonly string[]): DeployStep => ({
  part,
  name,
  preview: async () => ({ kind: 'settled', result: { part, name, outcome: 'elsewhere', lines } }),
});

const stackCommand = (part: TemplatePart, { names, region, parameters }: Elsewhere): string =>
  [
    `aws cloudformation deploy --region ${region} --stack-name ${names[part]} --template-file ${templateFiles[part]}`,
    '--capabilities CAPABILITY_NAMED_IAM --no-fail-on-empty-changeset',
    `--parameter-overrides ${words(parameters(part), (name, value) => `${name}=${value}`)}`,
  ].join(' ');

/** Empty values are left to the template. Quoted where a shell would see more than letters. */
const words = (values: Texts, word: (name: string, value: string) => string): string =>
  Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => quoted(word(name, value)))
    .join(' ');

const quoted = (text: string): string => (/^[\w=,.@/:+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** AWS's own commands that take a part away. */
export const deletionCommand = (part: TemplatePart, name: string, region: string): readonly string[] => {
  if (part !== 'members') return [`aws cloudformation delete-stack --region ${region} --stack-name ${name}`];
  const where = `--region ${region} --stack-set-name ${name}`;
  return [
    `aws cloudformation delete-stack-instances ${where} --regions ${region} --no-retain-stacks --deployment-targets OrganizationalUnitIds=${ROOT}`,
    `aws cloudformation delete-stack-set ${where}`,
  ];
};
