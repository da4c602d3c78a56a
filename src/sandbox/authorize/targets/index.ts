import type { SandboxService } from '../../service-name.ts';
import type { TargetOf } from '../target.ts';
import { iamTarget } from './iam.ts';
import {
  accountTarget,
  cloudTrailTarget,
  kmsTarget,
  lambdaTarget,
  organizationsTarget,
  s3Target,
  sesTarget,
  sfnTarget,
  ssmTarget,
  stsTarget,
} from './others.ts';
import { secretsManagerTarget } from './secretsmanager.ts';

export const targets: Readonly<Record<SandboxService, TargetOf>> = {
  account: accountTarget,
  iam: iamTarget,
  sts: stsTarget,
  organizations: organizationsTarget,
  secretsmanager: secretsManagerTarget,
  sesv2: sesTarget,
  s3: s3Target,
  cloudtrail: cloudTrailTarget,
  kms: kmsTarget,
  lambda: lambdaTarget,
  sfn: sfnTarget,
  ssm: ssmTarget,
};
