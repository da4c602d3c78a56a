import { assertSentOnce } from '../aws/client/assert-create-key-once.ts';
import { cloudtrail, iam, s3, secretsmanager, sts } from '../aws/client/service-constructors.ts';
import { realMeans } from './real-parts.ts';
import { rotationFunction } from './rotation-function.ts';

export const handler = rotationFunction({ ...realMeans({ cloudtrail, iam, s3, secretsmanager, sts }), assertSentOnce });
