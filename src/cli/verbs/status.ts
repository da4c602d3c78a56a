import type { UserStatus } from '../../app/results/user-status.ts';
import { exitCodeOf } from '../exit-code.ts';
import { listLines } from '../list/list-lines.ts';
import { type StatusResult, statusResultOf } from '../list/status-result.ts';
import { type FilterOptions, isShown, type UserFilter, userFilterOf } from '../list/user-filter.ts';
import { type Command, linesTo, prepare, runOnce, unknownUsers } from '../run/command.ts';
import type { Dependencies } from '../run/dependencies.ts';
import { addFilterOptions, addRunOptions, type CommonOptions } from '../settings/options.ts';
import { jsonText, lineText } from '../terminal/json-text.ts';
import { styleFor } from '../terminal/style.ts';
import type { Verb } from '../verb.ts';

type StatusOptions = CommonOptions & FilterOptions;

export const statusVerb: Verb = (program, dependencies, done) => {
  const command = program
    .command('status')
    .description('list every key, oldest first, with its user, owner, state and next date; reads only');
  addRunOptions(addFilterOptions(command));
  command.action(async (options: StatusOptions) => done(await status(dependencies, options)));
};

/** Ends as `plan` does: 3 where something could not be seen. */
const status = async (dependencies: Dependencies, options: StatusOptions): Promise<number> => {
  const { io } = dependencies;
  const filter = userFilterOf(options);
  const command = await prepare(dependencies, options, 'plan');
  const { result, exitCode } = await listOnce(dependencies, command, filter);
  const { accounts: _, users: __, ...rest } = result;
  if (options.jsonLines) io.out.write(lineText({ type: 'status', ...rest }));
  else if (options.json) io.out.write(jsonText(result));
  else io.out.write(`${listLines(styleFor(io.out, io.env), result, filter).join('\n')}\n`);
  return exitCode;
};

/** A plan of the scope. Users whom the filter leaves are kept; as lines, they are printed at once and not kept. */
const listOnce = async (
  dependencies: Dependencies,
  command: Command,
  filter: UserFilter,
): Promise<{ readonly result: StatusResult; readonly exitCode: number }> => {
  const { io } = dependencies;
  const found = { users: 0, keys: 0 };
  const users: UserStatus[] = [];
  const listed = (user: UserStatus): void => {
    found.users += 1;
    found.keys += user.keys.length;
    if (!isShown(filter, { ...user, isBlocked: user.state === 'blocked' })) return;
    if (command.options.jsonLines) io.out.write(lineText({ type: 'user', ...user }));
    else users.push(user);
  };
  const sink = { ...linesTo(io), user: () => undefined };
  const takers = command.options.jsonLines ? { listed, sink } : { listed };
  const run = await runOnce(dependencies, command, { mode: 'plan' }, takers);
  const unknown = unknownUsers(run);
  if (unknown !== undefined) throw unknown;
  const exitCode = exitCodeOf(run, { isInterrupted: io.signal.aborted });
  return { result: statusResultOf(run, { found, users }), exitCode };
};
