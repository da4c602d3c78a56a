import { MINUTE } from '../core/time.ts';
import type { SandboxService } from './service-name.ts';

export interface ServiceFault {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

/** How a service says no, and by which names others know it. */
export interface ServiceProfile {
  /** Prefix of its actions in policies, and its name in last-used records. */
  readonly prefix: string;
  readonly eventSource: string;
  /** Services with one endpoint for the whole partition record everything here. */
  readonly globalRegion?: string;
  /** How old a signature may be. */
  readonly signatureAgeMs: number;
  readonly unknownKey: ServiceFault;
  readonly badSignature: ServiceFault;
  readonly expired: ServiceFault;
  readonly denied: { readonly code: string; readonly status: number };
}

const INVALID_TOKEN = 'The security token included in the request is invalid.';
const EXPIRED_TOKEN = 'The security token included in the request is expired';
const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

const query = (prefix: string, globalRegion?: string): ServiceProfile => ({
  prefix,
  eventSource: `${prefix}.amazonaws.com`,
  ...(globalRegion === undefined ? {} : { globalRegion }),
  signatureAgeMs: 15 * MINUTE,
  unknownKey: { code: 'InvalidClientTokenId', status: 403, message: INVALID_TOKEN },
  badSignature: { code: 'SignatureDoesNotMatch', status: 403, message: MISMATCH },
  expired: { code: 'ExpiredToken', status: 403, message: EXPIRED_TOKEN },
  denied: { code: 'AccessDenied', status: 403 },
});

const json = (prefix: string, status = 400, globalRegion?: string): ServiceProfile => ({
  prefix,
  eventSource: `${prefix}.amazonaws.com`,
  ...(globalRegion === undefined ? {} : { globalRegion }),
  signatureAgeMs: 5 * MINUTE,
  unknownKey: { code: 'UnrecognizedClientException', status, message: INVALID_TOKEN },
  badSignature: { code: 'InvalidSignatureException', status, message: MISMATCH },
  expired: { code: 'ExpiredTokenException', status, message: EXPIRED_TOKEN },
  denied: { code: 'AccessDeniedException', status },
});

const s3: ServiceProfile = {
  ...query('s3'),
  unknownKey: {
    code: 'InvalidAccessKeyId',
    status: 403,
    message: 'The AWS Access Key Id you provided does not exist in our records.',
  },
  badSignature: {
    code: 'SignatureDoesNotMatch',
    status: 403,
    message:
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  },
  expired: { code: 'ExpiredToken', status: 400, message: 'The provided token has expired.' },
};

export const serviceProfiles: Readonly<Record<SandboxService, ServiceProfile>> = {
  account: json('account', 403, 'us-east-1'),
  iam: query('iam', 'us-east-1'),
  sts: query('sts'),
  organizations: json('organizations', 400, 'us-east-1'),
  secretsmanager: json('secretsmanager'),
  cloudtrail: json('cloudtrail'),
  kms: json('kms'),
  lambda: json('lambda', 403),
  sesv2: json('ses', 403),
  s3,
  sfn: json('states'),
  ssm: json('ssm'),
};

/** The Region in which a service records a call that was sent to `region`. */
export const recordedRegion = (service: SandboxService, region: string): string =>
  serviceProfiles[service].globalRegion ?? region;
