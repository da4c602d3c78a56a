// Draws docs/demo.svg from what `keyturn demo` really prints: node scripts/run.mjs scripts/record-demo.ts
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { runDemo } from '../src/cli/demo/run-demo.ts';
import type { Io, Sink } from '../src/cli/terminal/io.ts';
import { instant } from '../src/core/time.ts';
import { terminalPicture } from './terminal-picture.ts';

const COLUMNS = 100;

/** The organization's first day is always the same, so that the picture changes only when the story does. */
const FIRST_DAY = Date.UTC(2026, 4, 4, 6);

const record = async (folder: string): Promise<string> => {
  const written: string[] = [];
  const out: Sink = { write: (text) => void written.push(text), isTTY: true, columns: COLUMNS };
  const err: Sink = { write: () => undefined, isTTY: false, columns: undefined };
  const clock = { now: () => instant(FIRST_DAY + performance.now()), sleep: async () => undefined };
  const io: Io = {
    out,
    err,
    env: { LANG: 'C.UTF-8', TERM: 'xterm-256color' },
    cwd: process.cwd(),
    clock,
    signal: new AbortController().signal,
    ask: undefined,
    every: () => () => undefined,
  };
  const code = await runDemo(io, { mails: folder });
  if (code !== 0) throw new Error(`the demo ended with ${code}`);
  return written.join('');
};

const folder = mkdtempSync(join(tmpdir(), 'keyturn-demo-'));
const shown = (await record(folder)).replaceAll(folder, '/tmp/keyturn-demo');
rmSync(folder, { recursive: true });
/** Every scene begins with an empty line and a coloured rule. */
const RULE = '\u001b[36m──';
const scenes = shown.split(`\n${RULE}`).map((each) => `${RULE}${each}`.trimEnd());
/** The paragraphs of the scene with this title: the first says its name. What is about single users is left out. */
const paragraphs = (title: string): readonly string[] => {
  const found = scenes.find((each) => stripVTControlCharacters(each).includes(title));
  if (found === undefined) throw new Error(`the demo has no scene ${title}`);
  return found.split('\n\n');
};
const [accounts = '', totals = ''] = paragraphs('keyturn demo:');
const [quiet = '', days = ''] = paragraphs('Days 11 to 25');
const [figures = '', , verdict = ''] = paragraphs('Day 40: the verdict');
const [title = ''] = figures.split('\n');
const OMITTED = '\u001b[2m  ...\u001b[22m';
const shownParts = [
  ['\u001b[32m$\u001b[39m npm start'],
  [accounts],
  [totals, OMITTED],
  [quiet],
  [days, OMITTED],
  [title, verdict],
];
const picture = shownParts.map((lines) => lines.join('\n')).join('\n\n');
writeFileSync('docs/demo.svg', terminalPicture(picture, COLUMNS));
process.stdout.write('docs/demo.svg is drawn\n');
