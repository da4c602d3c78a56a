import { cloudtrail, iam, s3, secretsmanager, sts } from '../aws/sdk-clients.ts';
import { assertSentOnce } from '../aws/sent-once.ts';
import { realMeans } from './real-means.ts';
import { rotationFunction } from './rotation-function.ts';

export const handler = rotationFunction({ ...realMeans({ cloudtrail, iam, s3, secretsmanager, sts }), assertSentOnce });
