import { AwsError } from '../call.ts';
import type { ProtocolName } from './protocols/service-model.ts';

/**
 * What each family of services answers before, or instead of, looking at an operation; `service-profile.ts` has the
 * rest.
 */
export interface Refusals {
  readonly missing: AwsError;
  readonly incomplete: AwsError;
  readonly unknownOperation: AwsError;
  readonly throttled: AwsError;
  readonly internal: AwsError;
  readonly unavailable: AwsError;
}

export const refusalsOf = (protocol: ProtocolName): Refusals => refusals[protocol]();

const INCOMPLETE =
  "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.";

const json = (status: number) => (): Refusals => ({
  missing: new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', status),
  incomplete: new AwsError('IncompleteSignatureException', INCOMPLETE, status),
  unknownOperation: new AwsError('UnknownOperationException', 'Unknown operation', status === 403 ? 404 : 400),
  throttled: new AwsError('ThrottlingException', 'Rate exceeded', status === 403 ? 429 : 400),
  internal: new AwsError('InternalFailure', 'The request processing has failed.', 500),
  unavailable: new AwsError('ServiceUnavailableException', 'Service is unavailable.', 503),
});

const refusals: Record<ProtocolName, () => Refusals> = {
  awsQuery: () => ({
    missing: new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403),
    incomplete: new AwsError('IncompleteSignature', INCOMPLETE, 400),
    unknownOperation: new AwsError('InvalidAction', 'Could not find operation', 400),
    throttled: new AwsError('Throttling', 'Rate exceeded', 400),
    internal: new AwsError('InternalFailure', 'The request processing has failed.', 500),
    unavailable: new AwsError('ServiceUnavailable', 'Service is unavailable.', 503),
  }),
  awsJson: json(400),
  restJson1: json(403),
  restXml: () => ({
    missing: new AwsError('AccessDenied', 'Access Denied', 403),
    incomplete: new AwsError(
      'AuthorizationHeaderMalformed',
      'The authorization header that you provided is not valid.',
    ),
    unknownOperation: new AwsError(
      'MethodNotAllowed',
      'The specified method is not allowed against this resource.',
      405,
    ),
    throttled: new AwsError('SlowDown', 'Please reduce your request rate.', 503),
    internal: new AwsError('InternalError', 'We encountered an internal error. Please try again.', 500),
    unavailable: new AwsError('ServiceUnavailable', 'Please reduce your request rate.', 503),
  }),
};
