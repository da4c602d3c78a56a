import { Fault } from '../../app/faults/fault.ts';
import { readUserTarget, type UserTarget } from '../../app/observe/user-target.ts';
import type { Scope } from '../../app/run/request.ts';
import type { CommonOptions } from '../settings/options.ts';
import type { Command } from './command.ts';
import type { Dependencies } from './dependencies.ts';
import { findUser, refuseOtherArn } from './find-user.ts';

interface NamedUser extends UserTarget {
  /** Where to look, as `--account` takes it; none: wherever the user is. */
  readonly accounts: readonly string[];
}

/**
 * The one user that a command names, by name or by ARN; throws a {@link Fault} where the text is neither, and where
 * `--account` names another account than the ARN.
 */
export const userTarget = (text: string, options: CommonOptions): NamedUser => {
  const target = readUserTarget(text);
  if (target === undefined) throw new Fault('user-invalid', `${text} is neither the name nor the ARN of a user`);
  const given = options.account ?? [];
  if (target.account === undefined) return { ...target, accounts: given };
  const others = given.filter((account) => account !== target.account && account !== 'self');
  if (others.length > 0)
    throw new Fault('user-invalid', `--account is ${others.join(', ')}, and the ARN is of ${target.account}`, {
      remedy: 'leave --account out: the ARN names the account',
    });
  return { ...target, accounts: given.includes('self') ? ['self'] : [target.account] };
};

/**
 * The scope of the command, and where it names no account, the one account that has the user. Throws a Fault where an
 * ARN was given that nobody has.
 */
export const scopeOfUser = async (dependencies: Dependencies, command: Command, target: NamedUser): Promise<Scope> => {
  if (target.arn !== undefined) await refuseOtherArn(dependencies, command, target);
  return target.accounts.length > 0
    ? command.scope
    : { ...command.scope, accounts: [await findUser(dependencies, command, target.name)] };
};
