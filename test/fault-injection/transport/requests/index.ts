import type { ServiceName } from '../../../../src/aws/client/service-name.ts';
import { cloudFormationRequests } from './cloudformation.ts';
import { iamRequests } from './iam.ts';
import { kmsRequests, organizationsRequests, sfnRequests, stsRequests, trailRequests } from './organization.ts';
import type { Request } from './request.ts';
import { vaultRequests } from './secretsmanager.ts';
import { s3Requests, sesRequests } from './storage.ts';

/** One of each request that keyturn sends: `src/aws/client/operations.ts` is the whole list. */
export const requests: Readonly<Record<ServiceName, Readonly<Record<string, Request>>>> = {
  iam: iamRequests,
  sts: stsRequests,
  organizations: organizationsRequests,
  secretsmanager: vaultRequests,
  cloudtrail: trailRequests,
  kms: kmsRequests,
  s3: s3Requests,
  sesv2: sesRequests,
  sfn: sfnRequests,
  cloudformation: cloudFormationRequests,
};
