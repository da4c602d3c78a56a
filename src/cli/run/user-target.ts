import { Fault } from '../../app/faults/fault.ts';
import type { Scope } from '../../app/run/request.ts';
import { formats } from '../../app/settings/formats.ts';
import type { CommonOptions } from '../settings/options.ts';
import type { Command } from './command.ts';
import type { Dependencies } from './dependencies.ts';
import { findUser } from './find-user.ts';

/** The one user that a command names, by name or by ARN; throws a {@link Fault} where the text is neither. */
export const userTarget = (
  text: string,
  options: CommonOptions,
): { readonly name: string; readonly accounts: readonly string[] } => {
  const [, account, name] = ARN.exec(text) ?? [];
  if (account !== undefined && name !== undefined) return { name, accounts: [account] };
  if (!formats.userName.pattern.test(text))
    throw new Fault('user-invalid', `${text} is neither the name nor the ARN of a user`);
  return { name: text, accounts: options.account ?? [] };
};

const ARN = /^arn:aws[\w-]*:iam::(\d{12}):user\/(?:.*\/)?([^/]+)$/;

/** The scope of the command, and where it names no account, the one account that has the user. */
export const scopeOfUser = async (
  dependencies: Dependencies,
  command: Command,
  { name, accounts }: ReturnType<typeof userTarget>,
): Promise<Scope> =>
  accounts.length > 0 ? command.scope : { ...command.scope, accounts: [await findUser(dependencies, command, name)] };
