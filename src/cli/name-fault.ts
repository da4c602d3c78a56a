import { type AwsFault, isAwsFault } from '../app/faults/aws-fault.ts';
import { Fault } from '../app/faults/fault.ts';
import { Unreachable } from '../app/faults/unreachable.ts';

/** A failure that reached the top, in words for people. What has no name stays one line: a stack helps nobody here. */
export const nameFault = (error: unknown, signal: AbortSignal): Fault => {
  if (error instanceof Fault) return OF_AWS.has(error.name) && isAwsFault(error.cause) ? awsFault(error.cause) : error;
  if (signal.aborted) return new Fault('interrupted', 'interrupted');
  if (isAwsFault(error)) return awsFault(error);
  const message = error instanceof Error ? error.message : String(error);
  return new Fault('unexpected', message.split('\n')[0] ?? '', { cause: error });
};

/** Of what AWS answered, or nobody did: told with what a person at a terminal can do. */
const OF_AWS = new Set(['access-denied', 'endpoint-unreachable']);

const NO_ENDPOINT = /^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|EPIPE|TimeoutError)/;

/**
 * No certificate that holds, by a root that is trusted here:
 * https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
const NO_TRUST = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|INVALID_CA|ERR_TLS_CERT)/;

/** Of temporary credentials: https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException']);

const awsFault = (fault: AwsFault): Fault => {
  const options = { cause: fault };
  if (fault.code === 'PROXY_FAILED') return new Fault('proxy-failed', wordsOf(fault), options);
  if (fault.code === 'AWSOrganizationsNotInUseException')
    return new Fault('organization-missing', 'the account of your credentials belongs to no Organization', options);
  if (fault.code === 'CredentialsProviderError' || fault.code === 'TokenProviderError')
    return new Fault('credentials-missing', 'no AWS credentials were found, or they could not be loaded', options);
  if (EXPIRED.has(fault.code)) return new Fault('credentials-expired', fault.message, options);
  if (fault.kind === 'unauthenticated') return new Fault('credentials-refused', fault.message, options);
  if (fault.kind === 'denied') return new Fault('access-denied', fault.message, { ...options, ...remedyFor(fault) });
  if (NO_TRUST.test(fault.code))
    return new Fault(
      'certificate-unknown',
      `nobody known vouches for the certificate that answers (${fault.code}, ${fault.operation})`,
      options,
    );
  if (NO_ENDPOINT.test(fault.code))
    return new Fault(
      'endpoint-unreachable',
      `AWS does not answer (${fault.code}, ${fault.operation}${hostOf(fault)})`,
      options,
    );
  return new Fault('unexpected', fault.message, options);
};

const hostOf = (fault: AwsFault): string => (fault instanceof Unreachable ? `, ${fault.host}` : '');

const wordsOf = ({ message, operation, code }: AwsFault): string => message.replace(`${operation}: ${code}: `, '');

const remedyFor = ({ operation }: AwsFault): { readonly remedy?: string } =>
  operation.startsWith('organizations:')
    ? { remedy: `allow ${operation} to your credentials, set listRole, or work on one account with --account self` }
    : {};
