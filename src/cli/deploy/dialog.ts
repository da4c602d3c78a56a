import type { Texts } from '../../app/deploy/package-file.ts';
import type { Situation } from '../../app/deploy/situation.ts';
import type { DeployTools, Dialog } from '../../app/deploy/step.ts';
import type { Io } from '../terminal/io.ts';
import { styleFor } from '../terminal/style.ts';
import { changeLines, partLines } from './part-lines.ts';

export interface DialogOptions {
  readonly isJson: boolean;
  readonly isYes: boolean;
  readonly isDryRun: boolean;
  /** What is said before the first part. */
  readonly opening: (situation: Situation, parameters: Texts) => Promise<readonly string[]>;
}

/** Parts on stdout as they are done, unless it is a program that reads; changes, questions and waiting on stderr. */
export const deployToolsFor = (io: Io, options: DialogOptions): DeployTools => {
  const line = liveLine(io);
  return {
    clock: io.clock,
    signal: io.signal,
    isDryRun: options.isDryRun,
    report: options.isJson ? () => undefined : line.show,
    dialog: dialogFor(io, options, line.clear),
  };
};

const dialogFor = (io: Io, { isJson, isYes, opening }: DialogOptions, clear: () => void): Dialog => {
  const [out, err] = [styleFor(io.out, io.env), styleFor(io.err, io.env)];
  return {
    begin: async (situation, parameters) => {
      const lines = await opening(situation, parameters);
      if (!isJson) io.out.write(`${lines.join('\n')}\n\n`);
    },
    tell: (result) => {
      clear();
      if (!isJson) io.out.write(`${partLines(out, result).join('\n')}\n`);
    },
    approve: async (question, lines) => {
      clear();
      if (io.signal.aborted) return 'interrupted';
      const shown = changeLines(err, lines);
      if (!isYes || !isJson)
        io.err.write(`${[err.bold(question.replace(/\?$/, isYes ? '' : '?')), ...shown].join('\n')}\n`);
      if (isYes) return 'yes';
      return (await io.ask?.('Go ahead?')) ?? 'no';
    },
  };
};

const CLEAR_LINE = '\r\u001b[2K';

/**
 * What is waited for: one line that is rewritten on a terminal, and elsewhere a line whenever it says something new.
 */
const liveLine = ({ err, env }: Io): { readonly show: (text: string) => void; readonly clear: () => void } => {
  const isLive = err.isTTY && env.TERM !== 'dumb';
  let last = '';
  return {
    show: (text) => {
      const news = isLive ? text : text.replace(/, \d+ s$/, '');
      if (news === last) return;
      last = news;
      err.write(isLive ? `${CLEAR_LINE}  ${text}` : `  ${news}\n`);
    },
    clear: () => {
      if (isLive && last !== '') err.write(CLEAR_LINE);
      last = '';
    },
  };
};
