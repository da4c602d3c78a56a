import type { RunRequest } from '../../app/run/request.ts';
import type { CommonOptions } from '../settings/options.ts';
import { confirm, refuseSilence } from '../terminal/confirm.ts';
import { printMessage, type ToldAct } from '../terminal/print-message.ts';
import { type Command, prepare } from './command.ts';
import type { Dependencies } from './dependencies.ts';
import { scopeOfUser, userTarget } from './user-target.ts';

/** How a person's act for one user is asked for. */
export interface ActOptions extends CommonOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

interface Act {
  readonly question: (user: string) => string;
  readonly once: (command: Command, mode: RunRequest['mode']) => Promise<ToldAct>;
}

/** What one person wants for one user: shown first, asked, and done. Returns the exit code. */
export const askAndAct = async (
  dependencies: Dependencies,
  { user, options }: { readonly user: string; readonly options: ActOptions },
  { question, once }: Act,
): Promise<number> => {
  const { io } = dependencies;
  const { dryRun: isDryRun = false, yes: isSure = false, json: isJson = false } = options;
  const target = userTarget(user, options);
  const given = { ...options, account: target.accounts, user: [target.name] };
  const prepared = await prepare(dependencies, given, isDryRun ? 'plan' : 'apply');
  if (!isDryRun && !isSure) refuseSilence(io);
  const command = { ...prepared, scope: await scopeOfUser(dependencies, prepared, target) };
  if (!isSure || isDryRun) {
    printMessage(isDryRun ? io.out : io.err, await once(command, 'plan'), isJson && isDryRun);
    const code = isDryRun ? 0 : await confirm(io, question(target.name));
    if (code !== undefined) return code;
  }
  printMessage(io.out, await once(command, 'apply'), isJson);
  return 0;
};
