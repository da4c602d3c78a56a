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
export const trustPrimaryAccount = (stack: Stack, executionRoleParameter: string): RoleShape['trust'] => {
  const operators = Fn.join(',', Fn.ref('OperatorPrincipalArns') as unknown as string[]);
  new CfnCondition(stack, 'HasOperators', { expression: Fn.conditionNot(Fn.conditionEquals(operators, '')) });
  const executionRole = arn(`iam::\${PrimaryAccountID}:role/\${${executionRoleParameter}}`);
  return {
    Principal: { AWS: arn('iam::${PrimaryAccountID}:root') },
    Condition: {
      ArnEquals: {
        'aws:PrincipalArn': Fn.conditionIf(
          'HasOperators',
          Fn.split(',', Fn.join(',', [executionRole, operators])),
          executionRole,
        ),
      },
      StringEquals: { 'aws:PrincipalOrgID': Fn.ref('AWSOrgID') },
    },
  };
};
