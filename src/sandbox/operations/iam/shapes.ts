import type {
  AccessKeyMetadata,
  Group as GroupShape,
  Policy as PolicyShape,
  Role as RoleShape,
  Tag,
  User as UserShape,
} from '@aws-sdk/client-iam';
import type { AccessKey, ManagedPolicy, Role, SandboxGroup, SandboxUser } from '../../model/iam.ts';

export const tagsOf = (tags: ReadonlyMap<string, string>): Tag[] => [...tags].map(([Key, Value]) => ({ Key, Value }));

/** As ListUsers and GetGroup tell a user: without tags. */
export const userShape = (user: SandboxUser): UserShape => {
  const { name, path, userId, arn, createdAt, password } = user;
  const shape: UserShape = { Path: path, UserName: name, UserId: userId, Arn: arn, CreateDate: new Date(createdAt) };
  if (password?.lastUsedAt !== undefined) shape.PasswordLastUsed = new Date(password.lastUsedAt);
  return shape;
};

export const userWithTags = (user: SandboxUser): UserShape =>
  user.tags.size === 0 ? userShape(user) : { ...userShape(user), Tags: tagsOf(user.tags) };

export const keyShape = (key: AccessKey, status = key.status): AccessKeyMetadata => {
  const { userName, accessKeyId, createdAt } = key;
  return { UserName: userName, AccessKeyId: accessKeyId, Status: status, CreateDate: new Date(createdAt) };
};

export const groupShape = ({ name, path, groupId, arn, createdAt }: SandboxGroup): GroupShape => ({
  Path: path,
  GroupName: name,
  GroupId: groupId,
  Arn: arn,
  CreateDate: new Date(createdAt),
});

export const roleShape = (role: Role): RoleShape => ({
  Path: role.path,
  RoleName: role.name,
  RoleId: role.roleId,
  Arn: role.arn,
  CreateDate: new Date(role.createdAt),
  // IAM answers documents URL-encoded.
  AssumeRolePolicyDocument: encodeURIComponent(role.trustPolicy),
  MaxSessionDuration: role.maxSessionSeconds,
  ...(role.description === undefined ? {} : { Description: role.description }),
});

export const policyShape = (policy: ManagedPolicy, attachments: number): PolicyShape => ({
  PolicyName: policy.name,
  PolicyId: policy.policyId,
  Arn: policy.arn,
  Path: policy.path,
  DefaultVersionId: 'v1',
  AttachmentCount: attachments,
  PermissionsBoundaryUsageCount: 0,
  IsAttachable: true,
  CreateDate: new Date(policy.createdAt),
  UpdateDate: new Date(policy.createdAt),
});
