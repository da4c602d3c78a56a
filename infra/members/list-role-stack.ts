import { CfnOutput, Fn, type Stack } from 'aws-cdk-lib';
import { formats } from '../formats.ts';
import { names, templateFiles } from '../names.ts';
import { addParameters, type ParameterGroups } from '../parameters.ts';
import { plainStack } from '../plain-stack.ts';
import { addRole, allow, arn, permissionsBoundary } from '../policies.ts';
import { onAnything } from '../resources-of-any-name.ts';
import { operatorPrincipals, primaryAccount, trustPrimaryAccount } from './trust.ts';

/** The role that lists the organization's accounts: in the management account, or a delegated administrator's. */
export const listRoleStack = (): Stack => {
  const stack = plainStack({
    name: templateFiles.listRole.replace('.yaml', ''),
    description:
      'keyturn: the role that lists the accounts of the organization. Deploy it once, in the management account or in that of a delegated administrator.',
    part: 'list-role',
  });
  addParameters(stack, groups);
  const role = addRole(stack, {
    logicalId: 'ASAIAMAssumedRole',
    roleName: Fn.ref('IAMRoleName'),
    description: 'keyturn: lists the accounts of the organization',
    ...trustPrimaryAccount(stack, 'AccountExecutionRoleName'),
    policyName: 'list-accounts',
    statements: [
      allow(...onAnything('ListAccounts', ['organizations:ListAccounts'])),
      allow(
        'ListAccountsOfUnits',
        ['organizations:ListAccountsForParent', 'organizations:ListOrganizationalUnitsForParent'],
        [arn('organizations::*:root/${AWSOrgID}/r-*'), arn('organizations::*:ou/${AWSOrgID}/ou-*')],
      ),
    ],
  });
  new CfnOutput(stack, 'ListRoleArn', {
    value: role.attrArn,
    description: 'Give the main stack its name as OrgListRole, and this account as OrgListAccount',
  });
  return stack;
};

const groups: ParameterGroups = {
  'Who may come in': {
    ...primaryAccount,
    AccountExecutionRoleName: {
      label: "Inventory's execution role",
      description:
        "Name of the inventory function's role in the primary account: InventoryExecutionRoleName of the main stack.",
      default: names.inventoryExecutionRole,
      format: formats.roleName,
    },
    OperatorPrincipalArns: operatorPrincipals,
  },
  'What is made here': {
    IAMRoleName: {
      label: 'List role',
      description: 'Name of the role. The main stack must be given the same, as OrgListRole.',
      default: names.listRole,
      format: formats.roleName,
    },
    PermissionsBoundaryArn: permissionsBoundary,
  },
};
