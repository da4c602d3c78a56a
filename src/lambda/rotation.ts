import { assertSentOnce } from '../aws/client/assert-create-key-once.ts';
import { account, cloudtrail, iam, s3, secretsmanager, sts } from '../aws/client/service-constructors.ts';
import { realDependencies } from './real-parts.ts';
import { rotationFunction } from './rotation-function.ts';

export const handler = rotationFunction({
  ...realDependencies({ account, cloudtrail, iam, s3, secretsmanager, sts }),
  assertSentOnce,
});
