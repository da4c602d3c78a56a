import { SECOND } from '../../core/time.ts';
import type { Io } from '../terminal/io.ts';
import { printable } from '../terminal/printable.ts';
import { type Style, styleFor } from '../terminal/style.ts';
import { createLiveLine, type LiveLine } from './live-line.ts';
import { createPacer, type DemoPace, type Pacer } from './pacer.ts';

/** Where the demo is shown: nowhere with `--json`. */
export interface DemoStage extends LiveLine, Pacer {
  readonly style: Style;
  scene(title: string, lines: readonly string[]): void;
}

/** Every act is made for a terminal of 100 x 30. */
const WIDEST = 100;

/** Time to read a screen. */
export const READING = 9 * SECOND;

export const createStage = (io: Io, options: { readonly isSilent: boolean; readonly pace: DemoPace }): DemoStage => {
  const full = styleFor(io.out, io.env);
  const style = { ...full, columns: Math.min(full.columns, WIDEST) };
  const live = createLiveLine(io, { isQuiet: options.isSilent });
  const { pause } = createPacer(io, io.out.isTTY && !options.isSilent ? options.pace : 'none');
  const write = (lines: readonly string[]): void => {
    if (!options.isSilent) io.out.write(`${lines.join('\n')}\n`);
  };
  return {
    style,
    ...live,
    pause,
    scene: (title, lines) => {
      live.clear();
      const room = Math.max(0, style.columns - title.length - 5);
      const { line } = style.symbols;
      write([
        '',
        `${style.cyan(line.repeat(2))} ${style.bold(printable(title))} ${style.cyan(line.repeat(room))}`,
        ...lines,
      ]);
    },
  };
};
