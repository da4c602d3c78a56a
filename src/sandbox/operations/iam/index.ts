import type { Operation } from '../../call.ts';
import { addUserToGroup } from './add-user-to-group.ts';
import { attachRolePolicy } from './attach-role-policy.ts';
import { attachUserPolicy } from './attach-user-policy.ts';
import { createAccessKey } from './create-access-key.ts';
import { createGroup } from './create-group.ts';
import { createPolicy } from './create-policy.ts';
import { createRole } from './create-role.ts';
import { createUser } from './create-user.ts';
import { deleteAccessKey } from './delete-access-key.ts';
import { deleteRole } from './delete-role.ts';
import { deleteUser } from './delete-user.ts';
import { deleteUserPolicy } from './delete-user-policy.ts';
import { detachUserPolicy } from './detach-user-policy.ts';
import { generateCredentialReport } from './generate-credential-report.ts';
import { getAccessKeyLastUsed } from './get-access-key-last-used.ts';
import { getCredentialReport } from './get-credential-report.ts';
import { getGroup } from './get-group.ts';
import { getPolicy } from './get-policy.ts';
import { getPolicyVersion } from './get-policy-version.ts';
import { getRole } from './get-role.ts';
import { getUser } from './get-user.ts';
import { getUserPolicy } from './get-user-policy.ts';
import { listAccessKeys } from './list-access-keys.ts';
import { listAccountAliases } from './list-account-aliases.ts';
import { listAttachedUserPolicies } from './list-attached-user-policies.ts';
import { listGroupsForUser } from './list-groups-for-user.ts';
import { listUserPolicies } from './list-user-policies.ts';
import { listUserTags } from './list-user-tags.ts';
import { listUsers } from './list-users.ts';
import { putRolePolicy } from './put-role-policy.ts';
import { putUserPolicy } from './put-user-policy.ts';
import { removeUserFromGroup } from './remove-user-from-group.ts';
import { tagUser } from './tag-user.ts';
import { untagUser } from './untag-user.ts';
import { updateAccessKey } from './update-access-key.ts';
import { updateUser } from './update-user.ts';

export const iamOperations: Readonly<Record<string, Operation>> = {
  ListUsers: listUsers,
  GetUser: getUser,
  CreateUser: createUser,
  UpdateUser: updateUser,
  DeleteUser: deleteUser,
  TagUser: tagUser,
  UntagUser: untagUser,
  ListUserTags: listUserTags,
  ListAccessKeys: listAccessKeys,
  CreateAccessKey: createAccessKey,
  UpdateAccessKey: updateAccessKey,
  DeleteAccessKey: deleteAccessKey,
  GetAccessKeyLastUsed: getAccessKeyLastUsed,
  GenerateCredentialReport: generateCredentialReport,
  GetCredentialReport: getCredentialReport,
  GetGroup: getGroup,
  CreateGroup: createGroup,
  AddUserToGroup: addUserToGroup,
  RemoveUserFromGroup: removeUserFromGroup,
  ListGroupsForUser: listGroupsForUser,
  AttachUserPolicy: attachUserPolicy,
  DetachUserPolicy: detachUserPolicy,
  ListAttachedUserPolicies: listAttachedUserPolicies,
  PutUserPolicy: putUserPolicy,
  DeleteUserPolicy: deleteUserPolicy,
  ListUserPolicies: listUserPolicies,
  GetUserPolicy: getUserPolicy,
  CreatePolicy: createPolicy,
  GetPolicy: getPolicy,
  GetPolicyVersion: getPolicyVersion,
  CreateRole: createRole,
  GetRole: getRole,
  PutRolePolicy: putRolePolicy,
  AttachRolePolicy: attachRolePolicy,
  DeleteRole: deleteRole,
  ListAccountAliases: listAccountAliases,
};
