import type { Stack } from 'aws-cdk-lib';
import type { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnPolicy, type CfnRole } from 'aws-cdk-lib/aws-iam';
import { names } from '../names.ts';
import { allow, arn, policy } from '../policies.ts';
import { onAnything } from '../resources-of-any-name.ts';
import { IN_VPC } from './network.ts';

/** What Lambda does by the role of a function, to put it into a VPC. */
const ofNetworkInterfaces = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

interface NetworkAccess {
  readonly roles: readonly CfnRole[];
  readonly network: CfnSecurityGroup;
}

/**
 * The right to put functions into a VPC, and its denial to their own code, by a key that only requests of that code
 * have; both as in https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html.
 *
 * A policy of its own, which the security group needs: Lambda deletes the interfaces by the same right, up to 20
 * minutes after a function has left. CloudFormation takes the group away before the policy, and so waits for that;
 * statements of the roles themselves would be gone before the functions had left.
 */
export const addNetworkAccess = (stack: Stack, { roles, network }: NetworkAccess): void => {
  const access = new CfnPolicy(stack, 'FunctionNetworkAccess', {
    policyName: 'network',
    roles: roles.map(({ ref }) => ref),
    policyDocument: policy([
      allow(...onAnything('AttachToVpc', ofNetworkInterfaces)),
      {
        Sid: 'NeverByTheFunctionsOwnCode',
        Effect: 'Deny',
        Action: [...ofNetworkInterfaces, 'ec2:DetachNetworkInterface'],
        Resource: '*',
        Condition: { ArnEquals: { 'lambda:SourceFunctionArn': functionArns() } },
      },
    ]),
  });
  access.addOverride('Condition', IN_VPC);
  network.addResourceDependency(access);
};

/** By name: the functions need the group, and that needs this. */
const functionArns = (): readonly string[] =>
  [names.inventory, names.rotation, names.notifier].map((name) =>
    arn(`lambda:\${AWS::Region}:\${AWS::AccountId}:function:${name}`),
  );
