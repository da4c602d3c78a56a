/**
 * Every action that a role of keyturn is allowed on `*`, and why on nothing narrower. AWS's service authorization
 * reference names no resource type for those that say so.
 */
export const resourcesOfAnyName: Readonly<Record<string, string>> = {
  'iam:GenerateCredentialReport': 'the report is of the account: no resource type',
  'iam:GetCredentialReport': 'the report is of the account: no resource type',
  'iam:ListUsers': 'a list of the account: no resource type',
  'secretsmanager:ListSecrets': 'a list of the account: no resource type',
  'cloudtrail:LookupEvents': 'the event history is of the account: no resource type',
  'ses:GetSuppressedDestination': 'the suppression list is of the account; a tenant, which has its own, is never named',
  'organizations:ListAccounts': 'a list of the organization: no resource type',
  'ec2:DescribeNetworkInterfaces': 'a list of the account: no resource type',
  'ec2:DescribeSubnets': 'a list of the account: no resource type',
  'logs:CreateLogDelivery': 'how Step Functions writes to a log group: no resource type',
  'logs:GetLogDelivery': 'how Step Functions writes to a log group: no resource type',
  'logs:UpdateLogDelivery': 'how Step Functions writes to a log group: no resource type',
  'logs:DeleteLogDelivery': 'how Step Functions writes to a log group: no resource type',
  'logs:ListLogDeliveries': 'how Step Functions writes to a log group: no resource type',
  'logs:PutResourcePolicy': 'how Step Functions writes to a log group: no resource type',
  'logs:DescribeResourcePolicies': 'how Step Functions writes to a log group: no resource type',
  'logs:DescribeLogGroups': 'how Step Functions writes to a log group: no resource type',
};

const LAMBDA =
  'Lambda asks the role of a function in a VPC for it on all resources (configuration-vpc.html, "Required IAM permissions"), since it makes the interface itself';

/** Likewise, though AWS names resource types: a service of AWS demands it so, and a Deny keeps all others from it. */
export const demandedOnAnything: Readonly<Record<string, string>> = {
  'ec2:CreateNetworkInterface': LAMBDA,
  'ec2:DeleteNetworkInterface': LAMBDA,
  'ec2:AssignPrivateIpAddresses': LAMBDA,
  'ec2:UnassignPrivateIpAddresses': LAMBDA,
};

/** Resource types of such an action that a request may name and keyturn's never does. */
export const neverNamed: Readonly<Record<string, readonly string[]>> = { 'ses:GetSuppressedDestination': ['tenant'] };

/** A grant on `*`, refused for an action that the table does not explain. */
export const onAnything = (sid: string, actions: readonly string[]) => {
  const unexplained = actions.filter((action) => !(action in resourcesOfAnyName || action in demandedOnAnything));
  if (unexplained.length > 0) throw new Error(`no reason is given for ${unexplained.join()} on *`);
  return [sid, actions, '*'] as const;
};
