import { CfnOutput, Fn, type Stack } from 'aws-cdk-lib';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { names } from '../names.ts';

/** The console of each partition. */
export const consoles = {
  aws: { Domain: 'console.aws.amazon.com' },
  'aws-cn': { Domain: 'console.amazonaws.cn' },
  'aws-us-gov': { Domain: 'console.amazonaws-us-gov.com' },
  // The one Region of the European Sovereign Cloud: AWS names its console with the Region before it.
  'aws-eusc': { Domain: 'eusc-de-east-1.console.amazonaws-eusc.eu' },
} as const;

const link = (path: string): string =>
  Fn.sub(`https://\${Console}/${path}`, { Console: Fn.findInMap('Consoles', Fn.ref('AWS::Partition'), 'Domain') });

/** What to do next, in this order. */
export const addOutputs = (
  stack: Stack,
  { bucket, stateMachine }: { bucket: CfnBucket; stateMachine: CfnStateMachine },
): void => {
  const output = (id: string, description: string, value: string): void => {
    new CfnOutput(stack, id, { description, value });
  };
  output(
    'Step1ConfirmAlarms',
    'First: confirm the subscription of alarms',
    Fn.sub('A mail of AWS Notifications to ${AdminEmailAddress} asks for it'),
  );
  output(
    'Step2Try',
    'Then try: on the tab Test, send {"ForceRotate": "<user name>"}, or {} for everybody. With DryRunFlag True nothing is changed',
    link(`lambda/home?region=\${AWS::Region}#/functions/${names.inventory}?tab=testing`),
  );
  output(
    'Step3Watch',
    'Watch the runs',
    link('states/home?region=${AWS::Region}#/statemachines/view/${RunStateMachine}'),
  );
  output('Step4Read', 'Read what each run did: runs/<run>/result.json', link('s3/buckets/${RunBucket}?prefix=runs/'));
  output(
    'Step5Enforce',
    'When the dry run says what you want: update this stack with DryRunFlag False',
    link('cloudformation/home?region=${AWS::Region}#/stacks/update/template?stackId=${AWS::StackId}'),
  );
  output('RunBucketName', 'Bucket of the runs; it stays when the stack is deleted', bucket.ref);
  output('StateMachineArn', 'State machine of the runs', stateMachine.ref);
  output('InventoryFunction', 'The function that starts runs', names.inventory);
};
