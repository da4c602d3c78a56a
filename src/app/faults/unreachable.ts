import { AwsFault } from './aws-fault.ts';
import { remedyForDenied } from './denied.ts';
import { Fault } from './fault.ts';
import { WorkStopped } from './stop.ts';

/** No connection to a host of AWS could be made. Still in doubt: an attempt before the last may have got through. */
export class Unreachable extends AwsFault {
  readonly host: string;

  constructor(code: string, operation: string, host: string) {
    super('doubtful', code, operation, `the network has no connection to ${host}`);
    this.host = host;
  }
}

/** As a function ends with it: Lambda has shown nobody which host it was. */
export const endpointUnreachable = (fault: Unreachable): Fault =>
  new Fault(
    'endpoint-unreachable',
    `the network has no connection to ${fault.host} (${fault.code}, ${fault.operation})`,
    {
      remedy: wayTo(fault),
      cause: fault,
    },
  );

/** What a person can do about a failure of an account or a user; `undefined`: nothing that can be told from it. */
export const remedyForFailure = (failure: unknown): string | undefined => {
  if (failure instanceof WorkStopped) return failure.remedy;
  return failure instanceof Unreachable ? wayTo(failure) : remedyForDenied(failure);
};

const wayTo = ({ host }: Unreachable): string =>
  `let requests to ${host} through: from functions in a VPC by a NAT or an endpoint, and by VpcEgress (docs/deploy.md, "In a VPC"); from elsewhere by the proxy or firewall in between`;
