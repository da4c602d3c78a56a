import { cpus } from 'node:os';

/** What the command line asks for. */
export interface Options {
  readonly schedules: number;
  readonly seed: number;
  readonly workers: number;
  /** Until it is stopped, with ever new seeds. */
  readonly isForever: boolean;
  /** Where to write the counters. */
  readonly json: string | undefined;
  readonly isTold: boolean;
  /** Stories of whole organizations. */
  readonly areOrganizations: boolean;
  /** Another tool's algorithm instead of keyturn. */
  readonly otherRotator: 'aws-sample' | 'vault' | undefined;
  /** Parts of the story that are left out. */
  readonly without: readonly string[];
}

export const usage = `npm run simulate -- [--schedules N] [--seed S] [--workers W] [--forever] [--organizations] [--json FILE] [--tell] [--without PARTS] [--foreign aws-sample|vault]`;

export const readOptions = (args: readonly string[]): Options => {
  const given = (name: string): string | undefined => {
    const at = args.indexOf(`--${name}`);
    return at < 0 ? undefined : args[at + 1];
  };
  const numberOf = (name: string, fallback: number): number => {
    const value = Number(given(name) ?? fallback);
    if (Number.isInteger(value) && value >= 0) return value;
    throw new Error(`--${name} is ${given(name)}: give a whole number. ${usage}`);
  };
  const isForever = args.includes('--forever');
  return {
    schedules: numberOf('schedules', 1_000),
    seed: numberOf('seed', isForever ? Date.now() % 1_000_000_000 : 1),
    workers: Math.max(1, numberOf('workers', cpus().length)),
    isForever,
    json: given('json'),
    isTold: args.includes('--tell'),
    areOrganizations: args.includes('--organizations'),
    otherRotator: otherRotatorOf(given('foreign')),
    without: given('without')?.split(',') ?? [],
  };
};

const otherRotatorOf = (name: string | undefined): Options['otherRotator'] => {
  if (name === undefined || name === 'aws-sample' || name === 'vault') return name;
  throw new Error(`--foreign is ${name}: give aws-sample or vault. ${usage}`);
};
