import type { SandboxAccount } from '../../model/account.ts';
import { requestTagContext, resourceTagContext, type Target, type TargetedCall, type TargetOf } from '../target.ts';

const ON_ACCOUNT = new Set(['GenerateCredentialReport', 'GetCredentialReport', 'ListAccountAliases']);
const ON_GROUP = new Set(['GetGroup', 'CreateGroup', 'AddUserToGroup', 'RemoveUserFromGroup']);
const ON_ROLE = new Set(['CreateRole', 'GetRole', 'PutRolePolicy', 'AttachRolePolicy', 'DeleteRole']);
const ON_POLICY = new Set(['CreatePolicy', 'GetPolicy', 'GetPolicyVersion']);

export const iamTarget: TargetOf = (asked) => {
  const account = asked.world.accounts.get(asked.principal.accountId);
  const { operation, principal, input } = asked;
  const base = { action: `iam:${operation}`, accountId: principal.accountId };
  const context = input.PolicyArn === undefined ? {} : { 'iam:policyarn': String(input.PolicyArn) };
  if (ON_ACCOUNT.has(operation)) return { ...base, resource: '*', label: '*' };
  if (operation === 'ListUsers') return { ...base, ...named(principal.accountId, 'user/') };
  if (ON_GROUP.has(operation)) return { ...base, ...onEntity(account, 'group', input.GroupName, input.Path) };
  if (ON_ROLE.has(operation)) return { ...base, context, ...onEntity(account, 'role', input.RoleName, input.Path) };
  if (ON_POLICY.has(operation)) return { ...base, ...onPolicy(asked) };
  return { ...base, ...onUser(asked, account, context) };
};

const named = (accountId: string, path: string) => {
  const resource = `arn:aws:iam::${accountId}:${path}`;
  return { resource, label: resource };
};

const onEntity = (
  account: SandboxAccount | undefined,
  kind: 'group' | 'role',
  name: string,
  path: string | undefined,
) => {
  const known = kind === 'group' ? account?.groups.get(name) : account?.roles.get(name);
  const resource = known?.arn ?? `arn:aws:iam::${account?.id}:${kind}${path ?? '/'}${name}`;
  return { resource, label: kind === 'role' ? `role ${name}` : `group ${name}` };
};

const onPolicy = ({ principal, input }: TargetedCall) => {
  const path = `${input.Path ?? '/'}${input.PolicyName}`;
  const resource = input.PolicyArn ?? `arn:aws:iam::${principal.accountId}:policy${path}`;
  return { resource, label: `policy ${resource}` };
};

type Context = Record<string, string | readonly string[]>;

const onUser = (
  asked: TargetedCall,
  account: SandboxAccount | undefined,
  context: Context,
): Omit<Target, 'action' | 'accountId'> => {
  const { input, principal, operation, world } = asked;
  const owner = operation === 'GetAccessKeyLastUsed' ? world.accessKeys.get(input.AccessKeyId)?.userName : undefined;
  const name = owner ?? input.UserName ?? principal.userName ?? '*';
  const user = account?.users.get(name);
  const tagging = operation === 'CreateUser' || operation === 'TagUser';
  return {
    resource: user?.arn ?? `arn:aws:iam::${principal.accountId}:user${input.Path ?? '/'}${name}`,
    label: operation === 'GetAccessKeyLastUsed' ? `access key ${input.AccessKeyId}` : `user ${name}`,
    also: operation === 'CreateUser' && input.Tags?.length > 0 ? ['iam:TagUser'] : [],
    context: {
      ...context,
      ...(tagging ? requestTagContext(input.Tags) : {}),
      ...(user === undefined ? {} : resourceTagContext(user.tags, ['aws', 'iam'])),
    },
  };
};
