import { AwsError } from '../../call.ts';

/** Names of secrets know no comma, unlike those of users; the model gives their length, not what they hold. */
export const checkName = (name: string | undefined): string => {
  if (name !== undefined && /^[\w/+=.@!-]+$/.test(name)) return name;
  const allowed = 'Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!';
  throw new AwsError('ValidationException', `Invalid name. ${allowed}`, 400);
};
