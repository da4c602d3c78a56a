import { describe, expect, it } from 'vitest';
import { runKeys } from '../src/app/run-bucket/keys.ts';
import { resolved } from './resolved.fixture.ts';
import { given, templateNamed } from './written.fixture.ts';

describe('the main stack', () => {
  const resources = Object.values(resolved(templateNamed('main'), { parameters: given }));
  const ofType = (type: string) =>
    resources.filter(({ Type }) => Type === `AWS::${type}`).map((each) => each.Properties);

  it('runs its functions on Node 24 on arm64, from the folder Lambda', () => {
    const functions = ofType('Lambda::Function');
    expect(functions).toHaveLength(3);
    for (const { Runtime, Architectures, Handler, Code, ReservedConcurrentExecutions } of functions) {
      expect([Runtime, Architectures, Handler]).toEqual(['nodejs24.x', ['arm64'], 'index.handler']);
      expect(Code.S3Bucket).toBe('artifacts');
      expect(Code.S3Key).toMatch(/^asa\/asa-iam-rotation\/Lambda\/[a-z-]+\.zip$/);
      expect(ReservedConcurrentExecutions).toBeUndefined();
    }
  });

  it('leaves no failed request of nobody who waits without a trace', () => {
    const destinations = ofType('Lambda::EventInvokeConfig').map(
      ({ DestinationConfig }) => DestinationConfig.OnFailure,
    );
    expect(destinations).toEqual(Array(3).fill({ Destination: 'arn:aws:made:::DeadLetters' }));
    expect(ofType('Scheduler::Schedule')[0].Target.DeadLetterConfig).toEqual({ Arn: 'arn:aws:made:::DeadLetters' });
  });

  it('tells the inventory when the schedule meant it to run', () => {
    const [{ Target, ScheduleExpression }] = ofType('Scheduler::Schedule');
    expect(ScheduleExpression).toBe('cron(0 5 * * ? *)');
    expect(Target).toMatchObject({
      Arn: 'arn:aws:made:::AccountInventoryLambdaFunction',
      Input: '{"scheduled":"<aws.scheduler.scheduled-time>"}',
    });
  });

  it('makes the schedule when all that a run uses is there: a rate fires at once', () => {
    const [schedule] = resources.filter(({ Type }) => Type === 'AWS::Scheduler::Schedule');
    const inventory = JSON.stringify(
      ofType('Lambda::Function').find(({ FunctionName }) => /Inventory/.test(FunctionName)),
    );
    expect(schedule?.DependsOn).toEqual(['AccessKeyRotateLambdaFunction', 'NotifierLambdaFunction']);
    // It names the inventory, which names the state machine.
    expect(JSON.stringify(schedule)).toContain('arn:aws:made:::AccountInventoryLambdaFunction');
    expect(inventory).toContain('RunStateMachine');
  });

  it('forgets old runs, and never what is to be known for good', () => {
    const bucket = ofType('S3::Bucket').find(({ LifecycleConfiguration }) => LifecycleConfiguration !== undefined);
    const rules = bucket.LifecycleConfiguration.Rules as { Prefix?: string; ExpirationInDays?: number }[];
    const expiring = rules.filter(
      (rule) => 'ExpirationInDays' in rule || 'ExpirationDate' in rule || 'Transitions' in rule,
    );
    expect(expiring.map(({ Prefix }) => Prefix)).toEqual(['runs/']);
    for (const key of [runKeys.firstReport, runKeys.lastComplete, runKeys.keyCounts])
      expect(key.startsWith('runs/')).toBe(false);
  });

  it('raises an alarm for whatever fails, and for silence, to one topic', () => {
    const alarms = ofType('CloudWatch::Alarm');
    expect(alarms.map(({ AlarmName }) => AlarmName).sort()).toEqual([
      'keyturn-accounts-failed',
      'keyturn-dead-letters',
      'keyturn-inventory-errors',
      'keyturn-inventory-throttles',
      'keyturn-keys-late',
      'keyturn-no-run-completed',
      'keyturn-notices-undelivered',
      'keyturn-notifier-errors',
      'keyturn-notifier-throttles',
      'keyturn-rotation-errors',
      'keyturn-rotation-throttles',
      'keyturn-run-aborted',
      'keyturn-run-failed',
      'keyturn-run-timed-out',
    ]);
    for (const { AlarmActions, AlarmDescription } of alarms) {
      expect(AlarmActions).toEqual(['AlarmTopic']);
      expect(AlarmDescription).toMatch(/\.$/);
    }
    const silence = alarms.find(({ AlarmName }) => AlarmName === 'keyturn-no-run-completed');
    expect(silence).toMatchObject({
      Period: 3600,
      EvaluationPeriods: 48,
      DatapointsToAlarm: 48,
      TreatMissingData: 'breaching',
    });
  });

  it('keeps its runs in a bucket of its own, which outlives it', () => {
    const bucket = resources.find(({ Type }) => Type === 'AWS::S3::Bucket');
    expect(bucket).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(bucket?.Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(ofType('S3::BucketPolicy')[0].PolicyDocument.Statement).toMatchObject([
      { Effect: 'Deny', Principal: '*', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { Effect: 'Deny', Principal: '*', Sid: 'OnlyFunctionsWrite' },
    ]);
  });

  it('tags what can be tagged with the name of the installation', () => {
    const own = Object.values(resolved(templateNamed('main'), { parameters: { ...given, DeploymentName: 'eu' } }));
    const tagged = own.filter(({ Type }) =>
      /Lambda::Function|IAM::Role|S3::Bucket$|SQS::Queue$|SNS::Topic$|KMS::Key|LogGroup|StateMachine|Alarm/.test(Type),
    );
    expect(tagged.length).toBeGreaterThan(25);
    for (const { Properties } of tagged)
      expect(Properties.Tags).toEqual(
        expect.arrayContaining([
          { Key: 'keyturn:deployment', Value: 'eu' },
          { Key: 'keyturn:part', Value: 'main' },
        ]),
      );
  });
});
