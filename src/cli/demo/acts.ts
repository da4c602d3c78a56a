import type { ColumnName } from './day-lines.ts';
import type { Span } from './story-lines.ts';

/** A stretch of days that is told on one screen. */
export interface DemoAct {
  readonly title: string;
  readonly lead: string;
  readonly span: Span;
  readonly columns: readonly ColumnName[];
}

export const LAST_DAY = 40;

export const acts: readonly DemoAct[] = [
  {
    title: 'Days 0 to 3: new keys, while the mail service is down',
    lead: "Nobody can be told for two days, so nobody's time begins to run. Old keys stay as they are.",
    span: { from: 0, to: 3 },
    columns: ['created', 'refused', 'sent', 'told', 'installed'],
  },
  {
    title: 'Days 4 to 10: owners install the new keys',
    lead: 'Both keys work. An owner has ten days, counted from the mail and not from the key.',
    span: { from: 4, to: 10 },
    columns: ['created', 'told', 'installed', 'warned', 'deactivated'],
  },
  {
    title: 'Days 11 to 25: old keys grow quiet, are warned of, and deactivated',
    lead: 'A key that was used within 14 days stays. The others are deactivated a week after a warning.',
    span: { from: 11, to: 25 },
    columns: ['created', 'warned', 'reminded', 'deactivated', 'deleted'],
  },
  {
    title: 'Days 26 to 40: old keys are deleted',
    lead: 'Ten days inactive, announced, and not used since.',
    span: { from: 26, to: LAST_DAY },
    columns: ['created', 'warned', 'reminded', 'deactivated', 'deleted'],
  },
];
