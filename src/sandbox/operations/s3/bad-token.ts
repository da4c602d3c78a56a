import { AwsError } from '../../call.ts';

export const badToken = (): AwsError =>
  new AwsError('InvalidArgument', 'The continuation token provided is incorrect', 400);
