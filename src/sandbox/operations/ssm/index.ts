import type { Operation } from '../../call.ts';
import { getParameter } from './get-parameter.ts';

export const ssmOperations: Readonly<Record<string, Operation>> = {
  GetParameter: getParameter,
};
