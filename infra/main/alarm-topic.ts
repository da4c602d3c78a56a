import { Fn, type Stack } from 'aws-cdk-lib';
import { CfnKey } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription, CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { policy } from '../policies.ts';

/** Where alarms go: the administrators' address, once they have confirmed the subscription. */
export const addAlarmTopic = (stack: Stack): CfnTopic => {
  const topic = new CfnTopic(stack, 'AlarmTopic', {
    topicName: 'keyturn-alarms',
    displayName: 'keyturn alarms',
    kmsMasterKeyId: addTopicKey(stack).attrArn,
  });
  new CfnTopicPolicy(stack, 'AlarmTopicPolicy', { topics: [topic.ref], policyDocument: topicPolicy(topic.ref) });
  new CfnSubscription(stack, 'AlarmMails', {
    topicArn: topic.ref,
    protocol: 'email',
    endpoint: Fn.ref('AdminEmailAddress'),
  });
  return topic;
};

const topicPolicy = (topic: string) =>
  policy([
    {
      Sid: 'AlarmsArePublished',
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['sns:Publish'],
      Resource: topic,
      Condition: { StringEquals: { 'aws:SourceAccount': Fn.ref('AWS::AccountId') } },
    },
    {
      Sid: 'OnlyEncryptedConnections',
      Effect: 'Deny',
      Principal: '*',
      Action: ['sns:Publish'],
      Resource: topic,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ]);

/** CloudWatch may not use AWS's own key of SNS. */
const addTopicKey = (stack: Stack): CfnKey =>
  new CfnKey(stack, 'AlarmTopicKey', {
    description: 'keyturn: encrypts alarms on their way to the administrators',
    enableKeyRotation: true,
    pendingWindowInDays: 7,
    keyPolicy: policy([
      {
        Sid: 'AdministeredByPoliciesOfThisAccount',
        Effect: 'Allow',
        Principal: { AWS: Fn.sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root') },
        Action: [
          'kms:CancelKeyDeletion',
          'kms:DescribeKey',
          'kms:DisableKey',
          'kms:DisableKeyRotation',
          'kms:EnableKey',
          'kms:EnableKeyRotation',
          'kms:GetKeyPolicy',
          'kms:GetKeyRotationStatus',
          'kms:ListKeyPolicies',
          'kms:ListResourceTags',
          'kms:PutKeyPolicy',
          'kms:ScheduleKeyDeletion',
          'kms:TagResource',
          'kms:UntagResource',
          'kms:UpdateKeyDescription',
        ],
        Resource: '*',
      },
      {
        Sid: 'AlarmsAreEncrypted',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: '*',
      },
    ]),
  });
