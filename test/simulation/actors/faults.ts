import { AwsError } from '../../../src/sandbox/call.ts';
import type { DirectRequest } from '../../../src/sandbox/in-process.ts';
import type { Fault, Trouble } from '../schedule/schedule.ts';

/** The trouble that meets a request, if any. */
export const troubleAt = (troubles: readonly Trouble[], nth: number, operation: string): Trouble | undefined => {
  for (const trouble of troubles)
    if (nth >= trouble.from && nth < trouble.from + trouble.count)
      if (trouble.operation === undefined || trouble.operation === operation) return trouble;
  return undefined;
};

/** The connection broke: nobody knows whether AWS carried it out. */
export const network = (message: string): Error => Object.assign(new Error(message), { name: 'TimeoutError' });

/** What the caller gets instead of being answered. */
export const refusalFor = (fault: Fault, { service }: DirectRequest): Error => {
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
