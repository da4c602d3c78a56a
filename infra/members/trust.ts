import { CfnCondition, Fn, type Stack } from 'aws-cdk-lib';
import { formats } from '../formats.ts';
import type { Parameter } from '../parameters.ts';
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
};

/**
 * The primary account, narrowed to one of its roles by condition. A role as Principal would be refused while it does
 * not exist, and forgotten when it is made again.
 */
export const trustPrimaryAccount = (
  stack: Stack,
  executionRoleParameter: string,
): Pick<RoleShape, 'trust' | 'alsoTrusted'> => {
  const list = Fn.ref('OperatorPrincipalArns') as unknown as string[];
  const operators = Fn.join(',', list);
  new CfnCondition(stack, 'HasOperators', { expression: Fn.conditionNot(Fn.conditionEquals(operators, '')) });
  const executionRole = arn(`iam::\${PrimaryAccountID}:role/\${${executionRoleParameter}}`);
  const executionRoleAndOperators = Fn.split(',', Fn.join(',', [executionRole, operators]));
  return {
    trust: trustOf(Fn.conditionIf('HasOperators', executionRoleAndOperators, executionRole)),
    alsoTrusted: [Fn.conditionIf('HasOperators', sessionsOf(trustOf(list)), Fn.ref('AWS::NoValue'))],
  };
};

const trustOf = (principals: unknown): RoleShape['trust'] => ({
  Principal: { AWS: arn('iam::${PrimaryAccountID}:root') },
  Condition: {
    ArnEquals: { 'aws:PrincipalArn': principals },
    StringEquals: { 'aws:PrincipalOrgID': Fn.ref('AWSOrgID') },
  },
});

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
