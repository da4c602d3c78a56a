import { AwsError } from '../../call.ts';

export const notFound = (message = "Secrets Manager can't find the specified secret."): AwsError =>
  new AwsError('ResourceNotFoundException', message, 400);

export const noSuchVersion = (versionId: string): AwsError =>
  notFound(`Secrets Manager can't find the specified secret value for VersionId: ${versionId}`);

export const invalidParameter = (message: string): AwsError => new AwsError('InvalidParameterException', message, 400);

export const invalidRequest = (message: string): AwsError => new AwsError('InvalidRequestException', message, 400);

export const resourceExists = (message: string): AwsError => new AwsError('ResourceExistsException', message, 400);

export const limitExceeded = (message: string): AwsError => new AwsError('LimitExceededException', message, 400);
