import { Fn, type Stack } from 'aws-cdk-lib';
import { CfnKey } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription, CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { policy } from '../policies.ts';

export interface AlarmTopicShape {
  readonly topicName: string;
  readonly displayName: string;
  /** The service that publishes to it. */
  readonly publisher: 'cloudwatch.amazonaws.com' | 'events.amazonaws.com';
}

const ofAlarms: AlarmTopicShape = {
  topicName: 'keyturn-alarms',
  displayName: 'keyturn alarms',
  publisher: 'cloudwatch.amazonaws.com',
};

/** Where alarms go: the administrators' address, once they have confirmed the subscription. */
export const addAlarmTopic = (stack: Stack, { publisher, ...shape }: AlarmTopicShape = ofAlarms): CfnTopic => {
  const topic = new CfnTopic(stack, 'AlarmTopic', { ...shape, kmsMasterKeyId: addTopicKey(stack, publisher).attrArn });
  new CfnTopicPolicy(stack, 'AlarmTopicPolicy', {
    topics: [topic.ref],
    policyDocument: topicPolicy(topic.ref, publisher),
  });
  new CfnSubscription(stack, 'AlarmMails', {
    topicArn: topic.ref,
    protocol: 'email',
    endpoint: Fn.ref('AdminEmailAddress'),
  });
  return topic;
};

const topicPolicy = (topic: string, publisher: AlarmTopicShape['publisher']) =>
  policy([
    {
      Sid: 'AlarmsArePublished',
      Effect: 'Allow',
      Principal: { Service: publisher },
      Action: ['sns:Publish'],
      Resource: topic,
      // EventBridge is not documented to say for whom it publishes to a topic: a condition could keep every mail back.
      ...(publisher === 'events.amazonaws.com'
        ? {}
        : { Condition: { StringEquals: { 'aws:SourceAccount': Fn.ref('AWS::AccountId') } } }),
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

/** CloudWatch and EventBridge may not use AWS's own key of SNS. */
const addTopicKey = (stack: Stack, publisher: AlarmTopicShape['publisher']): CfnKey =>
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
        Principal: { Service: publisher },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: '*',
      },
    ]),
  });
