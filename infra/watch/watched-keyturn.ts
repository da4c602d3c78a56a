import { Fn } from 'aws-cdk-lib';
import { names } from '../names.ts';
import type { WatchedEvent } from './watched-event.ts';

/** By their names; all of them are denied to read secrets. */
export const rolesOfKeyturn = (): readonly string[] =>
  ['IAMRoleName', 'ExecutionRoleName', 'InventoryExecutionRoleName', 'OrgListRole'].map((name) => Fn.ref(name));

/** A stack of keyturn that is updated does the same. */
const notByCloudFormation = { sourceIPAddress: [{ 'anything-but': ['cloudformation.amazonaws.com'] }] };

/** Who is exempt, what its roles may do, and its code. */
export const ofKeyturnItself = (): readonly WatchedEvent[] => [
  {
    logicalId: 'Exempted',
    name: 'keyturn-watch-exempted',
    description: 'keyturn: a user is put into the exemption group, or that group is renamed or deleted',
    source: 'aws.iam',
    detail: {
      eventName: ['AddUserToGroup', 'UpdateGroup', 'DeleteGroup'],
      ...notByCloudFormation,
      $or: [
        { requestParameters: { groupName: [Fn.ref('IAMExemptionGroup')] } },
        { requestParameters: { newGroupName: [Fn.ref('IAMExemptionGroup')] } },
      ],
    },
  },
  {
    logicalId: 'RoleChanged',
    name: 'keyturn-watch-role-changed',
    description: 'keyturn: somebody, and not CloudFormation, changes what a role of keyturn may do, or who has it',
    source: 'aws.iam',
    detail: {
      eventName: [
        ...['UpdateAssumeRolePolicy', 'PutRolePolicy', 'DeleteRolePolicy', 'AttachRolePolicy', 'DetachRolePolicy'],
        ...['PutRolePermissionsBoundary', 'DeleteRolePermissionsBoundary', 'DeleteRole'],
      ],
      ...notByCloudFormation,
      requestParameters: { roleName: rolesOfKeyturn() },
    },
  },
  {
    logicalId: 'CodeChanged',
    name: 'keyturn-watch-code-changed',
    description: 'keyturn: somebody, and not CloudFormation, changes the code or the settings of a function',
    source: 'aws.lambda',
    ofPrimaryAccount: true,
    detail: {
      // CloudTrail puts the version of the API behind these names.
      eventName: [{ prefix: 'UpdateFunctionCode' }, { prefix: 'UpdateFunctionConfiguration' }],
      ...notByCloudFormation,
      requestParameters: {
        functionName: [names.inventory, names.rotation, names.notifier].map((suffix) => ({ suffix })),
      },
    },
  },
];
