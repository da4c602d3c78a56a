import { AwsError, type Call } from '../../call.ts';
import type { SandboxAccount } from '../../model/account.ts';
import type { AccessKey, Role, SandboxGroup, SandboxUser } from '../../model/iam.ts';

export const noSuchEntity = (message: string): AwsError => new AwsError('NoSuchEntity', message, 404);

export const accountOf = (call: Call): SandboxAccount => {
  const account = call.world.accounts.get(call.principal.accountId);
  if (account === undefined) throw new AwsError('InternalFailure', 'The account of the caller is gone', 500);
  return account;
};

/** The named user, or the caller itself where the operation allows to leave the name out. */
export const findUser = (call: Call, name: string | undefined): SandboxUser => {
  const wanted = name ?? callersName(call);
  const user = accountOf(call).users.get(wanted);
  if (user === undefined) throw noSuchEntity(`The user with name ${wanted} cannot be found.`);
  return user;
};

const callersName = ({ principal }: Call): string => {
  if (principal.kind === 'user' && principal.userName !== undefined) return principal.userName;
  throw new AwsError('ValidationError', 'Must specify userName when calling with non-User credentials', 400);
};

export const findKey = (user: SandboxUser, accessKeyId: string | undefined): AccessKey => {
  const key = user.keys.find((candidate) => candidate.accessKeyId === accessKeyId);
  if (key === undefined) throw noSuchEntity(`The Access Key with id ${accessKeyId} cannot be found.`);
  return key;
};

export const findGroup = (call: Call, name: string | undefined): SandboxGroup => {
  const group = accountOf(call).groups.get(name ?? '');
  if (group === undefined) throw noSuchEntity(`The group with name ${name} cannot be found.`);
  return group;
};

export const findNamedRole = (call: Call, name: string | undefined): Role => {
  const role = accountOf(call).roles.get(name ?? '');
  if (role === undefined) throw noSuchEntity(`The role with name ${name} cannot be found.`);
  return role;
};
