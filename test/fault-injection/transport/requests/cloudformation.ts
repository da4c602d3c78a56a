import * as cf from '@aws-sdk/client-cloudformation';
import { type SampleRequest, send } from './request.ts';

const StackSetName = 'keyturn-member-roles';
const StackName = 'keyturn';
const ChangeSetName = 'keyturn-1';
const targets = { DeploymentTargets: { OrganizationalUnitIds: ['r-abcd'] }, Regions: ['us-east-1'] };
const OperationId = '11111111-2222-4333-8444-555555555555';

export const cloudFormationRequests: Readonly<Record<string, SampleRequest>> = {
  ActivateOrganizationsAccess: send(() => new cf.ActivateOrganizationsAccessCommand({})),
  CreateChangeSet: send(() => new cf.CreateChangeSetCommand({ StackName, ChangeSetName })),
  CreateStackInstances: send(() => new cf.CreateStackInstancesCommand({ StackSetName, ...targets })),
  CreateStackSet: send(() => new cf.CreateStackSetCommand({ StackSetName })),
  DeleteChangeSet: send(() => new cf.DeleteChangeSetCommand({ StackName, ChangeSetName })),
  DeleteStack: send(() => new cf.DeleteStackCommand({ StackName })),
  DeleteStackInstances: send(
    () => new cf.DeleteStackInstancesCommand({ StackSetName, ...targets, RetainStacks: false }),
  ),
  DeleteStackSet: send(() => new cf.DeleteStackSetCommand({ StackSetName })),
  DescribeChangeSet: send(() => new cf.DescribeChangeSetCommand({ StackName, ChangeSetName })),
  DescribeStackEvents: send(() => new cf.DescribeStackEventsCommand({ StackName })),
  DescribeStackSet: send(() => new cf.DescribeStackSetCommand({ StackSetName })),
  DescribeStackSetOperation: send(() => new cf.DescribeStackSetOperationCommand({ StackSetName, OperationId })),
  DescribeStacks: send(() => new cf.DescribeStacksCommand({})),
  ExecuteChangeSet: send(() => new cf.ExecuteChangeSetCommand({ StackName, ChangeSetName })),
  GetTemplate: send(() => new cf.GetTemplateCommand({ StackName })),
  ListStackInstances: send(() => new cf.ListStackInstancesCommand({ StackSetName })),
  ListStackResources: send(() => new cf.ListStackResourcesCommand({ StackName })),
  ListStackSetOperationResults: send(() => new cf.ListStackSetOperationResultsCommand({ StackSetName, OperationId })),
  ListStackSetOperations: send(() => new cf.ListStackSetOperationsCommand({ StackSetName })),
  UpdateStackSet: send(() => new cf.UpdateStackSetCommand({ StackSetName })),
};
