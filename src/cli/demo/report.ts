import type { Blocked, DemoOutcome } from './figures.ts';

/** The figures of a demo: what `--json` prints. */
export interface DemoReport {
  readonly schemaVersion: 1;
  readonly seed: number;
  readonly accounts: number;
  readonly users: number;
  readonly days: number;
  /** Real time. */
  readonly seconds: number;
  readonly before: { readonly activeKeys: number; readonly keysTooOld: number };
  readonly after: DemoOutcome;
  /** The period that the demo runs with: it keeps every active key under 90 days. The figures are those of `after`. */
  readonly shorter: { readonly rotateAfterDays: number } & Pick<
    DemoOutcome,
    'keysTooOld' | 'whyTooOld' | 'interrupted'
  >;
  readonly blocked: readonly Blocked[];
  readonly mails: { readonly sent: number; readonly folder: string; readonly index: string };
  readonly requests: { readonly total: number; readonly writes: number };
}
