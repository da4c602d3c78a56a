import { AwsError } from '../../call.ts';

/** Names of IAM entities; `field` as IAM words it in its complaint. */
export const checkName = (name: string | undefined, field: string, maxLength: number): string => {
  const given = name ?? '';
  if (!/^[\w+=,.@-]+$/.test(given)) {
    throw new AwsError('ValidationError', `The specified value for ${field} is invalid. ${ALLOWED}`, 400);
  }
  if (given.length <= maxLength) return given;
  const message = `1 validation error detected: Value '${given}' at '${field}' failed to satisfy constraint: Member must have length less than or equal to ${maxLength}`;
  throw new AwsError('ValidationError', message, 400);
};

const ALLOWED = 'It must contain only alphanumeric characters and/or the following: +=,.@_-';

export const checkPath = (path: string | undefined): string => {
  if (path === undefined) return '/';
  if (/^(\/|\/[!-~]+\/)$/.test(path) && path.length <= 512) return path;
  throw new AwsError(
    'ValidationError',
    'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    400,
  );
};
