import { CfnCondition, Fn, type Stack } from 'aws-cdk-lib';
import { formats } from '../formats.ts';
import { orNothing, type Parameter } from '../parameters.ts';
import { arn, type RoleShape } from '../policies.ts';

/** Who may assume the role: the account of keyturn, of this organization. */
export const primaryAccount = {
  PrimaryAccountID: {
    label: 'Primary account',
    description: 'Id of the account where the main stack of keyturn runs.',
    format: formats.accountId,
  },
  AWSOrgID: {
    label: 'Organization',
    description: 'Id of the AWS Organization: nobody outside it can assume the role.',
    format: formats.organizationId,
  },
} satisfies Readonly<Record<string, Parameter>>;

/** Who else may assume the role, besides keyturn's functions. */
export const operatorPrincipals: Parameter = {
  label: 'Operators',
  description:
    'Optional: ARNs of roles or users of the primary account, with commas between, who may assume this role too, as for keyturn apply from a terminal. Empty: nobody else.',
  type: 'CommaDelimitedList',
  default: '',
  // Of each item: ArnEquals would take a * or ? for any name.
  format: orNothing(formats.principalArn),
};

/** A word that whoever assumes the member role must know. */
export const externalId: Parameter = {
  label: 'External id',
  description:
    'Optional: a word that keyturn says when it assumes the role, and without which nobody can. The main stack must be given the same, as must keyturn.yaml for keyturn apply (externalId). Empty: none is asked for.',
  default: '',
  format: orNothing(formats.externalId),
};

/**
 * The primary account, narrowed to one of its roles by condition. A role as Principal would be refused while it does
 * not exist, and forgotten when it is made again.
 */
export const trustPrimaryAccount = (
  stack: Stack,
  executionRoleParameter: string,
  {
    primary = 'PrimaryAccountID',
    ...given
  }: { readonly externalId?: 'ExternalId'; readonly primary?: 'PrimaryAccountID' | 'AWS::AccountId' } = {},
): Pick<RoleShape, 'trust' | 'alsoTrusted'> => {
  const list = Fn.ref('OperatorPrincipalArns') as unknown as string[];
  const operators = Fn.join(',', list);
  new CfnCondition(stack, 'HasOperators', { expression: Fn.conditionNot(Fn.conditionEquals(operators, '')) });
  const executionRole = arn(`iam::\${${primary}}:role/\${${executionRoleParameter}}`);
  const trustOf = trustIn(primary);
  const executionRoleAndOperators = Fn.split(',', Fn.join(',', [executionRole, operators]));
  const principals = Fn.conditionIf('HasOperators', executionRoleAndOperators, executionRole);
  return {
    trust: trustOf(principals, given.externalId === undefined ? {} : onlyWithWord(stack, given.externalId)),
    alsoTrusted: [Fn.conditionIf('HasOperators', sessionsOf(trustOf(list)), Fn.ref('AWS::NoValue'))],
  };
};

const trustIn =
  (primary: string) =>
  (principals: unknown, also: Readonly<Record<string, unknown>> = {}): RoleShape['trust'] => ({
    Principal: { AWS: arn(`iam::\${${primary}}:root`) },
    Condition: {
      ArnEquals: { 'aws:PrincipalArn': principals },
      StringEquals: { 'aws:PrincipalOrgID': Fn.ref('AWSOrgID'), ...also },
    },
  });

/** AssumeRole alone carries it: SetSourceIdentity and TagSession know no such key. */
const onlyWithWord = (stack: Stack, parameter: string): Readonly<Record<string, unknown>> => {
  const word = Fn.ref(parameter);
  new CfnCondition(stack, 'HasExternalId', { expression: Fn.conditionNot(Fn.conditionEquals(word, '')) });
  return { 'sts:ExternalId': Fn.conditionIf('HasExternalId', word, Fn.ref('AWS::NoValue')) };
};

/**
 * A session of people may carry a source identity, which no further role can take off, and transitive tags, as IAM
 * Identity Center and other sign-ins give them: AssumeRole is refused where the trust policy does not allow both (IAM,
 * "Monitor and control actions taken with assumed roles"). The functions' sessions carry neither.
 */
const sessionsOf = (trust: RoleShape['trust']) => ({
  Sid: 'CarryWhoItIs',
  Effect: 'Allow',
  Action: ['sts:SetSourceIdentity', 'sts:TagSession'],
  ...trust,
});
