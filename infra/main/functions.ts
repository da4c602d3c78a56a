import { CfnCondition, type CfnParameter, Fn, type Stack } from 'aws-cdk-lib';
import type { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnEventInvokeConfig, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { parameterNames } from '../../src/app/settings/stack-parameters.ts';
import { names } from '../names.ts';
import { keyOfSecrets } from './central-secrets.ts';
import { vpcConfigOf } from './network.ts';
import { bucketOfTemplates, keyOfLogs } from './optional-places.ts';
import { mainParameters } from './parameters.ts';

export type FunctionKind = 'inventory' | 'rotation' | 'notifier';

/** Names of the zips in the folder Lambda. */
export type Zips = Readonly<Record<FunctionKind, string>>;

interface FunctionShape {
  readonly logicalId: string;
  readonly description: string;
  readonly timeout: number;
  readonly memorySize: number;
}

/** Seconds and MB. */
export const functionShapes: Readonly<Record<FunctionKind, FunctionShape>> = {
  inventory: {
    logicalId: 'AccountInventoryLambdaFunction',
    description: 'keyturn: lists the accounts and starts a run; settles searches and ends runs',
    timeout: 900,
    memorySize: 1024,
  },
  rotation: {
    logicalId: 'AccessKeyRotateLambdaFunction',
    description: 'keyturn: rotates the access keys of some accounts',
    timeout: 900,
    memorySize: 512,
  },
  notifier: {
    logicalId: 'NotifierLambdaFunction',
    description: 'keyturn: sends mails',
    timeout: 900,
    memorySize: 512,
  },
};

export const logGroupName = (kind: FunctionKind): string => `/keyturn/${kind}`;

interface FunctionParts {
  readonly zips: Zips;
  readonly roles: Readonly<Record<FunctionKind, CfnRole>>;
  readonly bucket: CfnBucket;
  readonly deadLetters: CfnQueue;
  readonly stateMachineArn: string;
  readonly network: CfnSecurityGroup;
}

export const addFunctions = (
  stack: Stack,
  functionParts: FunctionParts,
): Readonly<Record<FunctionKind, CfnFunction>> => {
  const add = (kind: FunctionKind) => addFunction(stack, kind, functionParts);
  return { inventory: add('inventory'), rotation: add('rotation'), notifier: add('notifier') };
};

const addFunction = (stack: Stack, kind: FunctionKind, functionParts: FunctionParts): CfnFunction => {
  const { zips, roles, bucket, deadLetters, stateMachineArn, network } = functionParts;
  const { logicalId, description, timeout, memorySize } = functionShapes[kind];
  const logs = new CfnLogGroup(stack, `${logicalId}Logs`, {
    logGroupName: logGroupName(kind),
    retentionInDays: numberOf('LogRetentionDays'),
    kmsKeyId: keyOfLogs(stack),
  });
  const made = new CfnFunction(stack, logicalId, {
    functionName: names[kind],
    description,
    runtime: 'nodejs24.x',
    architectures: ['arm64'],
    handler: 'index.handler',
    code: {
      s3Bucket: Fn.ref('S3BucketName'),
      s3Key: Fn.sub(`\${S3BucketPrefix}/Lambda/${zips[kind]}`),
      s3ObjectVersion: versionOfCode(stack, kind),
    },
    role: roles[kind].attrArn,
    timeout,
    memorySize,
    loggingConfig: { logGroup: logs.ref },
    vpcConfig: vpcConfigOf(network),
    environment: {
      variables: {
        POWERTOOLS_SERVICE_NAME: 'keyturn',
        POWERTOOLS_METRICS_NAMESPACE: 'keyturn',
        RUN_BUCKET: bucket.ref,
        ...(kind === 'inventory' ? ofInventory(stateMachineArn) : {}),
        ...settings(stack),
      },
    },
  });
  addFailureDestination(stack, made, { kind, deadLetters });
  return made;
};

/** Where it is given, nothing that is put into the bucket later is ever deployed in its place. */
const versionOfCode = (stack: Stack, kind: FunctionKind): string => {
  const parameter = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}CodeVersion`;
  new CfnCondition(stack, `Has${parameter}`, {
    expression: Fn.conditionNot(Fn.conditionEquals(Fn.ref(parameter), '')),
  });
  return Fn.conditionIf(`Has${parameter}`, Fn.ref(parameter), Fn.ref('AWS::NoValue')) as unknown as string;
};

const ofInventory = (stateMachineArn: string): Record<string, string> => ({
  STATE_MACHINE_ARN: stateMachineArn,
  OrganizationalUnitIds: Fn.ref('OrganizationalUnitIds'),
  MaxConcurrency: Fn.ref('MaxConcurrency'),
  // For the summary of the first run, which says when the next one acts.
  Schedule: Fn.ref('Schedule'),
});

/** Those that a run reads. What only shapes the stack, the schedule among it, is left to the stack. */
export const settingParameters = Object.values(mainParameters)
  .flatMap((group) => Object.keys(group))
  .filter((name) => name in parameterNames && name !== 'Schedule');

const settings = (stack: Stack): Record<string, string> => ({
  ...Object.fromEntries(settingParameters.map((name) => [name, Fn.ref(name)])),
  S3BucketName: bucketOfTemplates(stack),
  KmsKey: keyOfSecrets(stack),
});

/**
 * Of requests whose sender does not wait. A start that failed is tried again; the other two are started so by people
 * only.
 */
const addFailureDestination = (
  stack: Stack,
  { logicalId, ref }: CfnFunction,
  { kind, deadLetters }: { readonly kind: FunctionKind; readonly deadLetters: CfnQueue },
): void => {
  new CfnEventInvokeConfig(stack, `${stack.resolve(logicalId)}Failures`, {
    functionName: ref,
    qualifier: '$LATEST',
    maximumRetryAttempts: kind === 'inventory' ? 2 : 0,
    maximumEventAgeInSeconds: 3_600,
    destinationConfig: { onFailure: { destination: deadLetters.attrArn } },
  });
};

/** A reference to a parameter that is a number. */
const numberOf = (name: string): number => Fn.ref(name) as unknown as CfnParameter as unknown as number;
