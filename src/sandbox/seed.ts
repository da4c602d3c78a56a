export {
  ADMINISTRATOR_ACCESS,
  createLogin,
  type Login,
  operatorCredentials,
  type RoleLogin,
  roleCredentials,
} from './seed/access.ts';
export {
  addGroup,
  addKey,
  addManagedPolicy,
  addPassword,
  addRole,
  addToGroup,
  addUser,
  attachUserPolicy,
  type NewRole,
  type NewUser,
  putUserPolicy,
  type SeededKey,
  userByName,
} from './seed/iam.ts';
export { accountById, addAccount, addOrganization, addOu, addScp, type NewAccount } from './seed/organization.ts';
export {
  addBucket,
  addKmsKey,
  addSesIdentity,
  putObject,
  putParameter,
  setSesAccount,
  suppressAddress,
} from './seed/services.ts';
