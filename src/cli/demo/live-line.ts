import type { Io } from '../terminal/io.ts';
import { styleFor } from '../terminal/style.ts';

/** One line on stderr that is drawn over again while days pass; nothing where that is no terminal. */
export interface LiveLine {
  show(share: number, text: string): void;
  clear(): void;
}

const BAR = 30;

export const createLiveLine = (io: Io, options: { readonly isQuiet: boolean }): LiveLine => {
  if (options.isQuiet || !io.err.isTTY || io.env.TERM === 'dumb')
    return { show: () => undefined, clear: () => undefined };
  const style = styleFor(io.err, io.env);
  const [full, empty] = style.isUnicode ? ['━', '─'] : ['=', '-'];
  return {
    show: (share, text) => {
      const filled = Math.round(Math.min(1, share) * BAR);
      const bar = `${style.cyan(full.repeat(filled))}${style.dim(empty.repeat(BAR - filled))}`;
      io.err.write(`\r\u001b[2K ${bar} ${text.slice(0, Math.max(0, style.columns - BAR - 3))}`);
    },
    clear: () => io.err.write('\r\u001b[2K'),
  };
};
