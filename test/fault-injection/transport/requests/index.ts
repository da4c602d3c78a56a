import type { ServiceName } from '../../../../src/aws/client/service-name.ts';
import { cloudFormationRequests } from './cloudformation.ts';
import { iamRequests } from './iam.ts';
import {
  accountRequests,
  cloudTrailRequests,
  kmsRequests,
  lambdaRequests,
  organizationsRequests,
  sfnRequests,
  ssmRequests,
  stsRequests,
} from './organization.ts';
import type { SampleRequest } from './request.ts';
import { secretStoreRequests } from './secretsmanager.ts';
import { s3Requests, sesRequests } from './storage.ts';

/** One of each request that keyturn sends: `src/aws/client/operations.ts` is the whole list. */
export const requests: Readonly<Record<ServiceName, Readonly<Record<string, SampleRequest>>>> = {
  account: accountRequests,
  iam: iamRequests,
  sts: stsRequests,
  organizations: organizationsRequests,
  secretsmanager: secretStoreRequests,
  cloudtrail: cloudTrailRequests,
  kms: kmsRequests,
  lambda: lambdaRequests,
  s3: s3Requests,
  sesv2: sesRequests,
  sfn: sfnRequests,
  ssm: ssmRequests,
  cloudformation: cloudFormationRequests,
};
