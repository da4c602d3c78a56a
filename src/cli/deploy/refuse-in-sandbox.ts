import { Fault } from '../../app/faults/fault.ts';
import { CLOCK_VARIABLE } from '../run/sandbox-clock.ts';
import type { Io } from '../terminal/io.ts';

/** Throws a Fault in the environment of a served sandbox, before anything is made or asked. */
export const refuseInSandbox = ({ env }: Io): void => {
  if (env[CLOCK_VARIABLE] !== undefined)
    throw new Fault('sandbox-unplayed', `${CLOCK_VARIABLE} is set, and the sandbox plays no CloudFormation`);
};
