/** Text with ANSI colours as a still picture: one file, with nothing to load and no script. */
export const terminalPicture = (ansi: string, columns: number): string => {
  const lines = ansi.split('\n');
  const width = columns * CELL + 2 * MARGIN;
  const height = lines.length * LINE + 2 * MARGIN + BAR;
  const body = lines.map((line, index) => drawLine(line, BAR + MARGIN + (index + 0.75) * LINE)).join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="keyturn demo in a terminal">
<style>text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre;fill:${colours.plain}}</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="#11161d" stroke="#3d4754"/>
${['#ff5f57', '#febc2e', '#28c840'].map((fill, i) => `<circle cx="${MARGIN + 6 + i * 18}" cy="17" r="5.5" fill="${fill}"/>`).join('')}
${body}
</svg>
`;
};

/** Size of one character, in pixels. */
const CELL = 7.8;
const LINE = 18;
const MARGIN = 18;
/** The window's own bar. */
const BAR = 22;

const colours = {
  plain: '#d5dce5',
  dim: '#7d8997',
  red: '#ff7b72',
  green: '#56d364',
  yellow: '#e3b341',
  cyan: '#56d4dd',
} as const;

interface Pen {
  readonly colour: keyof typeof colours;
  readonly isBold: boolean;
}

const PLAIN: Pen = { colour: 'plain', isBold: false };

/** What `styleText` writes: each format and its end. */
const pens: Readonly<Record<string, (pen: Pen) => Pen>> = {
  '0': () => PLAIN,
  '1': (pen) => ({ ...pen, isBold: true }),
  '2': (pen) => ({ ...pen, colour: 'dim' }),
  '22': (pen) => ({ colour: pen.colour === 'dim' ? 'plain' : pen.colour, isBold: false }),
  '31': (pen) => ({ ...pen, colour: 'red' }),
  '32': (pen) => ({ ...pen, colour: 'green' }),
  '33': (pen) => ({ ...pen, colour: 'yellow' }),
  '36': (pen) => ({ ...pen, colour: 'cyan' }),
  '39': (pen) => ({ ...pen, colour: 'plain' }),
};

const drawLine = (line: string, y: number): string => {
  let pen = PLAIN;
  let column = 0;
  const runs: string[] = [];
  for (const part of line.split(new RegExp(`(${ESCAPE}\\[[0-9;]*m)`))) {
    if (part.startsWith(ESCAPE)) {
      for (const code of part.slice(2, -1).split(';')) pen = pens[code]?.(pen) ?? pen;
      continue;
    }
    for (const run of part.match(/█+|[^█]+/gu) ?? []) {
      runs.push(drawRun(run, { pen, column, y }));
      column += run.length;
    }
  }
  return runs.join('');
};

const ESCAPE = '\u001b';

/** Bars are boxes, text has its width said: so it looks the same in every font. */
const drawRun = (run: string, { pen, column, y }: { pen: Pen; column: number; y: number }): string => {
  const x = round(MARGIN + column * CELL);
  const width = round(run.length * CELL);
  const fill = colours[pen.colour];
  if (run.startsWith('█')) return `<rect x="${x}" y="${round(y - 11)}" width="${width}" height="13" fill="${fill}"/>`;
  if (run.trim() === '') return '';
  const style = `${pen.isBold ? 'font-weight:bold;' : ''}fill:${fill}`;
  return `<text x="${x}" y="${round(y)}" textLength="${width}" lengthAdjust="spacingAndGlyphs" style="${style}" xml:space="preserve">${escaped(run)}</text>`;
};

const round = (value: number): number => Math.round(value * 10) / 10;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
