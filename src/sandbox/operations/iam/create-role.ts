import type { CreateRoleRequest, CreateRoleResponse } from '@aws-sdk/client-iam';
import { AwsError, type Operation } from '../../call.ts';
import { addRole } from '../../seed/iam.ts';
import { checkTrustPolicy } from './documents.ts';
import { accountOf } from './find.ts';
import { roleShape } from './shapes.ts';
import { addTags } from './tagging.ts';

export const createRole: Operation<CreateRoleRequest, CreateRoleResponse> = (call, input) => {
  const name = input.RoleName ?? '';
  if (accountOf(call).roles.has(name)) {
    throw new AwsError('EntityAlreadyExists', `Role with name ${name} already exists.`, 409);
  }
  const role = addRole(call.world, call.principal.accountId, {
    name,
    path: input.Path ?? '/',
    trustPolicy: checkTrustPolicy(call, input.AssumeRolePolicyDocument),
    maxSessionSeconds: input.MaxSessionDuration ?? 3_600,
  });
  if (input.Description !== undefined) role.description = input.Description;
  addTags(role.tags, input.Tags);
  return { Role: roleShape(role) };
};
