import { CfnCondition, CfnRule, Fn, type ICfnRuleConditionExpression, type Stack } from 'aws-cdk-lib';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { networkNeeds } from '../../src/app/deploy/network/network-needs.ts';
import { onlyBySmtp } from './smtp.ts';

/** The functions' way out of a VPC, where they run in one. */
export const IN_VPC = 'RunsInVpc';
const ONLY_VPC = 'ReachesVpcAlone';
const HAS_S3_LIST = 'ReachesS3ByPrefixList';

/**
 * Has no ingress: nobody calls a function by its network interface. Port 443 is all that AWS's APIs listen on;
 * names are resolved by Amazon's DNS, which security groups do not filter
 * (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html). With egress rules of its own, a group
 * loses the one that lets everything out
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html).
 */
export const addFunctionNetwork = (stack: Stack): CfnSecurityGroup => {
  refuseHalfNetwork(stack);
  addConditions(stack);
  const group = new CfnSecurityGroup(stack, 'FunctionNetwork', {
    groupDescription: 'keyturn: what its functions may reach',
    vpcId: Fn.ref('VpcId'),
    securityGroupEgress: Fn.conditionIf(
      ONLY_VPC,
      [
        { ...https, CidrIp: Fn.ref('VpcCidr'), Description: 'Endpoints in the VPC' },
        onlyBySmtp({ ...mail(), CidrIp: Fn.ref('VpcCidr'), Description: 'SMTP server in the VPC' }),
        Fn.conditionIf(
          HAS_S3_LIST,
          { ...https, DestinationPrefixListId: Fn.ref('S3PrefixListId'), Description: 'Gateway endpoint of S3' },
          Fn.ref('AWS::NoValue'),
        ),
      ],
      [
        { ...https, CidrIp: '0.0.0.0/0', Description: 'AWS, by endpoints and a NAT' },
        onlyBySmtp({ ...mail(), CidrIp: '0.0.0.0/0', Description: 'SMTP server' }),
      ],
    ),
  });
  group.addOverride('Condition', IN_VPC);
  return group;
};

/** Where mails go by an SMTP server, its port too. */
const mail = () => ({ IpProtocol: 'tcp', FromPort: Fn.ref('SMTPPort'), ToPort: Fn.ref('SMTPPort') });

const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 } as const;

/** Where it goes, CloudFormation takes the function out (aws-cloudformation/cloudformation-coverage-roadmap#2061). */
export const vpcConfigOf = (group: CfnSecurityGroup): CfnFunction.VpcConfigProperty =>
  Fn.conditionIf(
    IN_VPC,
    { SubnetIds: Fn.split(',', Fn.ref('SubnetId')), SecurityGroupIds: [group.attrGroupId] },
    Fn.ref('AWS::NoValue'),
  ) as unknown as CfnFunction.VpcConfigProperty;

const addConditions = (stack: Stack): void => {
  const given = (name: string) => Fn.conditionNot(Fn.conditionEquals(Fn.ref(name), ''));
  new CfnCondition(stack, IN_VPC, { expression: Fn.conditionAnd(inVpc(), given('VpcId')) });
  new CfnCondition(stack, ONLY_VPC, { expression: is('VpcEgress', 'vpc') });
  new CfnCondition(stack, HAS_S3_LIST, { expression: given('S3PrefixListId') });
};

const is = (name: string, value: string): ICfnRuleConditionExpression => Fn.conditionEquals(Fn.ref(name), value);

const inVpc = (): ICfnRuleConditionExpression => is('RunLambdaInVPC', 'True');

/** What is given beside RunLambdaInVPC False is taken and not used, as by the AWS sample. */
const refuseHalfNetwork = (stack: Stack): void => {
  for (const { parameter, where, nothing, words } of networkNeeds)
    new CfnRule(stack, `${parameter}IsGivenWhereItIsUsed`, {
      ruleCondition: where === undefined ? inVpc() : Fn.conditionAnd(inVpc(), is(where.parameter, where.is)),
      assertions: [
        { assert: Fn.conditionNot(Fn.conditionContains([...nothing], Fn.ref(parameter))), assertDescription: words },
      ],
    });
};
