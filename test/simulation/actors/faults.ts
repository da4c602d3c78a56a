import { AwsError } from '../../../src/sandbox/call.ts';
import type { InProcessRequest } from '../../../src/sandbox/in-process.ts';
import type { FaultKind, PlannedFault } from '../schedule/schedule.ts';

/** The trouble that meets a request, if any. */
export const faultAt = (
  plannedFaults: readonly PlannedFault[],
  nth: number,
  operation: string,
): PlannedFault | undefined => {
  for (const fault of plannedFaults)
    if (nth >= fault.from && nth < fault.from + fault.count)
      if (fault.operation === undefined || fault.operation === operation) return fault;
  return undefined;
};

/** The connection broke: nobody knows whether AWS carried it out. */
export const network = (message: string): Error => Object.assign(new Error(message), { name: 'TimeoutError' });

/** What the caller gets instead of being answered. */
export const refusalFor = (fault: FaultKind, { service }: InProcessRequest): Error => {
  switch (fault) {
    case 'throttle':
      return service === 'iam' || service === 'sts'
        ? new AwsError('Throttling', 'Rate exceeded', 400)
        : new AwsError('ThrottlingException', 'Rate exceeded', 400);
    case 'denied':
      return service === 'iam' || service === 'sts'
        ? new AwsError('AccessDenied', 'with an explicit deny in a service control policy', 403)
        : new AwsError('AccessDeniedException', 'with an explicit deny in a service control policy', 400);
    case 'expired':
      return service === 'iam' || service === 'sts'
        ? new AwsError('ExpiredToken', 'The security token included in the request is expired', 403)
        : new AwsError('ExpiredTokenException', 'The security token included in the request is expired', 400);
    case 'error':
      return new AwsError('InternalFailure', 'internal error', 500);
    default:
      return network('connection refused');
  }
};
