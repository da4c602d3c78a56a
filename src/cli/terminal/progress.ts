import type { ReportEvent, RunEvent } from '../../app/results/events.ts';
import type { UserResult } from '../../app/results/result.ts';
import { type Instant, SECOND } from '../../core/time.ts';
import type { Io } from './io.ts';
import { printable } from './printable.ts';
import { type Style, styleFor } from './style.ts';

/** Shows on stderr how far a run is. */
export interface Progress {
  readonly report: ReportEvent;
  /** A line that stays. */
  say(text: string): void;
  /** Takes the live line away. */
  stop(): void;
}

const REDRAW_MS = 100;
const CLEAR_LINE = '\r\u001b[2K';

const sayOn =
  (io: Io) =>
  (text: string): void => {
    io.err.write(`${text}\n`);
  };

/** A live line on a terminal, a line an account elsewhere, and nothing for programs. */
export const startProgress = (io: Io, options: { readonly isQuiet: boolean; readonly isPlan: boolean }): Progress => {
  const isLive = io.err.isTTY && io.env.TERM !== 'dumb';
  if (isLive) return liveLine(io, newTally(io.clock.now(), options.isPlan));
  return options.isQuiet
    ? { report: () => undefined, say: sayOn(io), stop: () => undefined }
    : lineByLine(io, newTally(io.clock.now(), options.isPlan));
};

interface Tally {
  readonly startedAt: Instant;
  readonly isPlan: boolean;
  accounts: number;
  accountsDone: number;
  users: number;
  usersDone: number;
  rotated: number;
  blocked: number;
  failed: number;
  waiting: string | undefined;
}

const newTally = (startedAt: Instant, isPlan: boolean): Tally => ({
  startedAt,
  isPlan,
  accounts: 0,
  accountsDone: 0,
  users: 0,
  usersDone: 0,
  rotated: 0,
  blocked: 0,
  failed: 0,
  waiting: undefined,
});

const count = (tally: Tally, event: RunEvent): void => {
  tally.waiting = event.kind === 'waiting' ? event.why : undefined;
  if (event.kind === 'accounts-found') tally.accounts = event.count;
  else if (event.kind === 'account-started') tally.users += event.users;
  else if (event.kind === 'account-done') {
    tally.accountsDone += 1;
    if (event.result.outcome === 'failed') tally.failed += 1;
  } else if (event.kind === 'user-done') countUser(tally, event.result);
};

const countUser = (tally: Tally, result: UserResult | undefined): void => {
  tally.usersDone += 1;
  if (result === undefined) return;
  if (result.outcome === 'blocked') tally.blocked += 1;
  else if (result.outcome === 'failed') tally.failed += 1;
  else if (result.step === 'ROTATE' && isCounted(result)) tally.rotated += 1;
};

/** What was left for another run, or cut short, was not done. */
const isCounted = ({ outcome }: UserResult): boolean => outcome === 'done' || outcome === 'planned';

const liveLine = (io: Io, tally: Tally): Progress => {
  const style = styleFor(io.err, io.env);
  let shown = '';
  const draw = (): void => {
    const line = progressText(tally, io.clock.now(), style);
    if (line === shown) return;
    shown = line;
    io.err.write(`${CLEAR_LINE}${line}`);
  };
  const clear = (): void => {
    if (shown !== '') io.err.write(CLEAR_LINE);
    shown = '';
  };
  const stopTicking = io.every(REDRAW_MS, draw);
  return {
    report: (event) => count(tally, event),
    say: (text) => {
      clear();
      sayOn(io)(text);
    },
    stop: () => {
      stopTicking();
      clear();
    },
  };
};

/** Cut to the terminal's width: a line that wraps cannot be redrawn. */
const progressText = (tally: Tally, now: Instant, style: Style): string => {
  const parts = [
    tally.accounts === 0 ? 'listing accounts' : `accounts ${tally.accountsDone}/${tally.accounts}`,
    `users ${tally.usersDone}/${Math.max(tally.users, tally.usersDone)}`,
    `${tally.isPlan ? 'to rotate' : 'rotated'} ${tally.rotated}`,
    `blocked ${tally.blocked}`,
    `failed ${tally.failed}`,
    remaining(tally, now),
    tally.waiting === undefined ? '' : `waiting: ${printable(tally.waiting)}`,
  ].filter((part) => part !== '');
  const text = parts.join(` ${style.symbols.dot} `);
  return text.length < style.columns ? text : `${text.slice(0, style.columns - 4)}${style.symbols.ellipsis}`;
};

/** Only once a few accounts are done: an estimate from one is a guess. */
const remaining = ({ startedAt, accounts, accountsDone }: Tally, now: Instant): string => {
  if (accountsDone < 3 || accountsDone >= accounts) return '';
  const seconds = Math.ceil(((now - startedAt) / accountsDone) * ((accounts - accountsDone) / SECOND));
  return seconds < 90 ? `about ${seconds} s left` : `about ${Math.ceil(seconds / 60)} min left`;
};

const lineByLine = (io: Io, tally: Tally): Progress => {
  const report = (event: RunEvent): void => {
    count(tally, event);
    if (event.kind === 'accounts-found') io.err.write(`${event.count} ${event.count === 1 ? 'account' : 'accounts'}\n`);
    if (event.kind !== 'account-done') return;
    const { id, name, outcome, error } = event.result;
    const why = error === undefined ? '' : `: ${error}`;
    io.err.write(`[${tally.accountsDone}/${tally.accounts}] ${printable(`${id} ${name}: ${outcome}${why}`)}\n`);
  };
  return { report, say: sayOn(io), stop: () => undefined };
};
