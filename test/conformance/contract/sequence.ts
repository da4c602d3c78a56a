import type { RunResult } from '../../../src/app/results/result.ts';
import type { Backend } from './backend.ts';
import { type Keys, listKeys, listSecrets } from './evidence.ts';
import { applyArgs, type EndedCommand, environmentFor, keyturn, planArgs, resultOf } from './keyturn.ts';
import { type SeededUser, seed } from './seed.ts';
import { countsBetween, writesIn } from './server-count.ts';

/** One run of the command line, and what the server saw of it. */
export interface SequenceCommand {
  readonly ended: EndedCommand;
  readonly result: RunResult;
  /** Requests that reached the server meanwhile, by operation. */
  readonly seen: Readonly<Record<string, number>>;
  readonly writesSeen: number;
}

/** plan, apply, apply, plan: all that the contract is about, done once; the assertions look at it. */
export interface Sequence {
  readonly backend: Backend;
  readonly seededUsers: readonly SeededUser[];
  readonly asFarAsNothingIsDue: Discoveries;
  readonly beforeApply: Discoveries;
  readonly plan: SequenceCommand;
  readonly apply: SequenceCommand;
  readonly secondApply: SequenceCommand;
  readonly secondPlan: SequenceCommand;
  readonly keysBefore: Keys;
  readonly keysAfter: Keys;
  readonly secretsBefore: readonly string[];
  readonly secretsAfter: readonly string[];
}

/** The same plan, by credential report and by asking for each user. */
export interface Discoveries {
  readonly report: SequenceCommand;
  readonly list: SequenceCommand;
}

export const playSequence = async (backend: Backend): Promise<Sequence> => {
  const seededUsers = await seed(backend);
  const keysBefore = await listKeys(backend, seededUsers);
  const secretsBefore = await listSecrets(backend);
  const asFarAsNothingIsDue = await bothWays(backend, ['--rotate-after-days', '200']);
  const plan = await command(backend, planArgs);
  const beforeApply = { report: plan, list: await command(backend, [...planArgs, '--discovery', 'list']) };
  const apply = await command(backend, applyArgs);
  const secondApply = await command(backend, applyArgs);
  const secondPlan = await command(backend, planArgs);
  const keysAfter = await listKeys(backend, seededUsers);
  const secretsAfter = await listSecrets(backend);
  const commands = { asFarAsNothingIsDue, beforeApply, plan, apply, secondApply, secondPlan };
  return { backend, seededUsers, ...commands, keysBefore, keysAfter, secretsBefore, secretsAfter };
};

const bothWays = async (backend: Backend, more: readonly string[]): Promise<Discoveries> => ({
  report: await command(backend, [...planArgs, ...more]),
  list: await command(backend, [...planArgs, ...more, '--discovery', 'list']),
});

const command = async (backend: Backend, args: readonly string[]): Promise<SequenceCommand> => {
  const before = await backend.received();
  const environment = { ...environmentFor(backend.url, backend.operator), ...backend.environment() };
  const ended = await keyturn(args, environment);
  const seen = countsBetween(before, await backend.received());
  return { ended, result: resultOf(ended), seen, writesSeen: writesIn(seen) };
};
