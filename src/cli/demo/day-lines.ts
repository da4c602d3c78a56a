import type { Style } from '../terminal/style.ts';
import type { DemoEvent, EventKind } from './chronicle.ts';
import type { Span } from './story-lines.ts';

/** What one day adds to the table of an act. */
export interface DayFigures {
  readonly day: number;
  readonly tooOld: number;
  readonly mailsSent: number;
  readonly mailsRefused: number;
}

interface Column {
  readonly head: string;
  readonly count: (figures: DayFigures, events: readonly DemoEvent[]) => number;
}

const counting =
  (kind: EventKind): Column['count'] =>
  (_, events) =>
    events.filter((event) => event.kind === kind).length;

const columns = {
  created: { head: 'new keys', count: counting('created') },
  installed: { head: 'installed', count: counting('installed') },
  told: { head: 'owners told', count: counting('told') },
  refused: { head: 'mails refused', count: ({ mailsRefused }) => mailsRefused },
  sent: { head: 'mails sent', count: ({ mailsSent }) => mailsSent },
  warned: { head: 'warned', count: counting('warned') },
  reminded: { head: 'reminded', count: counting('reminded') },
  deactivated: { head: 'deactivated', count: counting('deactivated') },
  announced: { head: 'announced', count: counting('announced') },
  deleted: { head: 'deleted', count: counting('deleted') },
} as const satisfies Readonly<Record<string, Column>>;

export type ColumnName = keyof typeof columns;

/** Longest bar, where there is room. */
const BAR = 24;

/** A row for each day on which anything happened, and how many keys are over 90 days as a bar. */
export const dayLines = (
  style: Style,
  asked: { names: readonly ColumnName[]; figures: readonly DayFigures[]; events: readonly DemoEvent[]; span: Span },
): string[] => {
  const { names, figures, events, span } = asked;
  const shown = names.map((name): Column => columns[name]);
  const most = Math.max(1, ...figures.map(({ tooOld }) => tooOld));
  const rows = figures
    .filter(({ day }) => day >= span.from && day <= span.to)
    .map((each) => {
      const today = events.filter(({ day }) => day === each.day);
      return { ...each, counts: shown.map(({ count }) => count(each, today)) };
    })
    .filter(({ counts, day }) => day === span.from || day === span.to || counts.some((count) => count > 0));
  const heads = ['day', ...shown.map(({ head }) => head)].join('  ');
  const widest = Math.max(0, Math.min(BAR, style.columns - heads.length - 8));
  const bar = (count: number): string => `${String(count).padStart(3)} ${barOf(style, (count / most) * widest)}`;
  return [
    style.dim(`  ${heads}  over 90 days`),
    ...rows.map(({ day, counts, tooOld }) => {
      const cells = counts.map((count, index) => cell(style, count, shown[index]?.head.length ?? 0));
      return `  ${[String(day).padStart(3), ...cells, bar(tooOld)].join('  ')}`;
    }),
  ];
};

const cell = (style: Style, count: number, width: number): string => {
  const text = (count > 0 ? String(count) : style.isUnicode ? style.symbols.dot : '.').padStart(width);
  return count === 0 ? style.dim(text) : text;
};

const barOf = (style: Style, length: number): string =>
  style.yellow((style.isUnicode ? '█' : '#').repeat(Math.round(length)));
