import { assertSentOnce } from '../aws/client/assert-create-key-once.ts';
import { cloudtrail, iam, s3, secretsmanager, sts } from '../aws/client/service-constructors.ts';
import { realDependencies } from './real-parts.ts';
import { rotationFunction } from './rotation-function.ts';

export const handler = rotationFunction({
  ...realDependencies({ cloudtrail, iam, s3, secretsmanager, sts }),
  assertSentOnce,
});
