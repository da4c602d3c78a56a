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
  const found = violationsOf(constraintTables[service], operation, input);
  if (found.length === 0) return;
  const [broken, ...more] = found.filter(isOfModel);
  if (broken !== undefined) throw refusalOf(service, [broken, ...more]);
  const message = `The sandbox does not play the parameter ${found[0]?.path.join('.')} of ${service} ${operation}`;
  throw new AwsError('NotImplemented', message, 501);
};

const isOfModel = ({ kind }: ConstraintViolation): boolean => kind !== 'unplayed';
