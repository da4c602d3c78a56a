import { AwsError } from '../call.ts';
import type { SandboxService } from '../service-name.ts';
import { constraintTables } from './tables.ts';
import { type ConstraintViolation, violationsOf } from './violations.ts';
import { refusalOf } from './wording.ts';

export interface CheckedCall {
  readonly service: SandboxService;
  readonly operation: string;
}

/**
 * Throws what the service answers to an input that its model forbids. A member that the sandbox does not play is
 * refused by name (NotImplemented, 501, which no client repeats): an ignored one would make the answer untrue.
 */
export const checkInput = ({ service, operation }: CheckedCall, input: unknown): void => {
  const [first, ...others] = violationsOf(constraintTables[service], operation, input);
  if (first === undefined) return;
  const [broken, ...more] = [first, ...others].filter(isOfModel);
  if (broken !== undefined) throw refusalOf(service, [broken, ...more]);
  const message = `The sandbox does not play the parameter ${first.path.join('.')} of ${service} ${operation}`;
  throw new AwsError('NotImplemented', message, 501);
};

const isOfModel = ({ kind }: ConstraintViolation): boolean => kind !== 'unplayed';
