import type { Operation } from '../../call.ts';
import { describeKey } from './describe-key.ts';

export const kmsOperations: Readonly<Record<string, Operation>> = {
  DescribeKey: describeKey,
};
