import type { Operation } from '../call.ts';
import type { SandboxService } from '../service-name.ts';
import { accountOperations } from './account/index.ts';
import { cloudTrailOperations } from './cloudtrail/index.ts';
import { iamOperations } from './iam/index.ts';
import { kmsOperations } from './kms/index.ts';
import { lambdaOperations } from './lambda/index.ts';
import { organizationsOperations } from './organizations/index.ts';
import { s3Operations } from './s3/index.ts';
import { secretsManagerOperations } from './secretsmanager/index.ts';
import { sesOperations } from './sesv2/index.ts';
import { sfnOperations } from './sfn/index.ts';
import { ssmOperations } from './ssm/index.ts';
import { stsOperations } from './sts/index.ts';

/** Every operation that the sandbox plays, by service and by name. */
export const operations: Readonly<Record<SandboxService, Readonly<Record<string, Operation>>>> = {
  account: accountOperations,
  iam: iamOperations,
  sts: stsOperations,
  organizations: organizationsOperations,
  secretsmanager: secretsManagerOperations,
  sesv2: sesOperations,
  s3: s3Operations,
  cloudtrail: cloudTrailOperations,
  kms: kmsOperations,
  lambda: lambdaOperations,
  sfn: sfnOperations,
  ssm: ssmOperations,
};
