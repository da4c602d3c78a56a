import * as iam from '@aws-sdk/client-iam';
import { ACCOUNT } from '../prepared-account.ts';
import { type SampleRequest, send } from './request.ts';

const UserName = 'ann';
const PolicyArn = `arn:aws:iam::${ACCOUNT}:policy/keyturn-read-own-access-key`;

export const iamRequests: Readonly<Record<string, SampleRequest>> = {
  AttachUserPolicy: send(() => new iam.AttachUserPolicyCommand({ UserName, PolicyArn })),
  CreateAccessKey: {
    through: ({ session }) => session.users.createKey(UserName, {} as never),
  },
  DeleteAccessKey: send(({ keyId }) => new iam.DeleteAccessKeyCommand({ UserName, AccessKeyId: keyId })),
  GenerateCredentialReport: send(() => new iam.GenerateCredentialReportCommand({})),
  GetAccessKeyLastUsed: send(({ keyId }) => new iam.GetAccessKeyLastUsedCommand({ AccessKeyId: keyId })),
  GetCredentialReport: send(() => new iam.GetCredentialReportCommand({})),
  GetGroup: send(() => new iam.GetGroupCommand({ GroupName: 'exempt' })),
  GetPolicy: send(() => new iam.GetPolicyCommand({ PolicyArn })),
  GetPolicyVersion: send(() => new iam.GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' })),
  GetUser: send(() => new iam.GetUserCommand({ UserName })),
  ListAccessKeys: send(() => new iam.ListAccessKeysCommand({ UserName })),
  ListAttachedUserPolicies: send(() => new iam.ListAttachedUserPoliciesCommand({ UserName })),
  ListUsers: send(() => new iam.ListUsersCommand({})),
  UpdateAccessKey: send(
    ({ keyId }) => new iam.UpdateAccessKeyCommand({ UserName, AccessKeyId: keyId, Status: 'Inactive' }),
  ),
};
