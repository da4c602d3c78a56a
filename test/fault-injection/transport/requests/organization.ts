import { ListRegionsCommand } from '@aws-sdk/client-account';
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import * as organizations from '@aws-sdk/client-organizations';
import * as sfn from '@aws-sdk/client-sfn';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';
import { ACCOUNT, EXECUTION, PARAMETER, STATE_MACHINE } from '../prepared-account.ts';
import { type SampleRequest, send } from './request.ts';

type Requests = Readonly<Record<string, SampleRequest>>;

export const accountRequests: Requests = {
  ListRegions: send(() => new ListRegionsCommand({})),
};

export const stsRequests: Requests = {
  AssumeRole: send(() => {
    const RoleArn = `arn:aws:iam::${ACCOUNT}:role/OrganizationAccountAccessRole`;
    return new sts.AssumeRoleCommand({ RoleArn, RoleSessionName: 'keyturn-run-1' });
  }),
  GetCallerIdentity: send(() => new sts.GetCallerIdentityCommand({})),
};

export const organizationsRequests: Requests = {
  DescribeOrganization: send(() => new organizations.DescribeOrganizationCommand({})),
  ListAWSServiceAccessForOrganization: send(() => new organizations.ListAWSServiceAccessForOrganizationCommand({})),
  ListAccounts: send(() => new organizations.ListAccountsCommand({})),
  ListAccountsForParent: send(({ ou }) => new organizations.ListAccountsForParentCommand({ ParentId: ou })),
  ListDelegatedAdministrators: send(() => new organizations.ListDelegatedAdministratorsCommand({})),
  ListOrganizationalUnitsForParent: send(
    ({ ou }) => new organizations.ListOrganizationalUnitsForParentCommand({ ParentId: ou }),
  ),
  ListRoots: send(() => new organizations.ListRootsCommand({})),
};

export const cloudTrailRequests: Requests = {
  LookupEvents: send(() => new LookupEventsCommand({})),
};

export const kmsRequests: Requests = {
  DescribeKey: send(({ kmsKey }) => new DescribeKeyCommand({ KeyId: kmsKey })),
};

export const lambdaRequests: Requests = {
  GetAccountSettings: send(() => new GetAccountSettingsCommand({})),
};

export const ssmRequests: Requests = {
  GetParameter: send(() => new GetParameterCommand({ Name: PARAMETER, WithDecryption: true })),
};

export const sfnRequests: Requests = {
  ListExecutions: send(() => new sfn.ListExecutionsCommand({ stateMachineArn: STATE_MACHINE })),
  DescribeExecution: send(() => new sfn.DescribeExecutionCommand({ executionArn: EXECUTION })),
  StartExecution: send(
    () => new sfn.StartExecutionCommand({ stateMachineArn: STATE_MACHINE, name: 'run-1', input: '{}' }),
  ),
};
