import { defaultPolicy, periodToStayUnder } from '../../core/policy.ts';
import { type Instant, SECOND } from '../../core/time.ts';
import { createDemoWorld, type DemoWorld } from '../../demo-organization/demo-organization.ts';
import type { Io } from '../terminal/io.ts';
import { jsonText } from '../terminal/json-text.ts';
import { LAST_DAY } from './acts.ts';
import { endingLines } from './ending-lines.ts';
import { figuresOf } from './figures.ts';
import { mailFolder, writeMails } from './mail-folder.ts';
import { perform } from './perform.ts';
import { createRehearsal } from './rehearsal.ts';
import type { DemoReport } from './report.ts';
import { AUDITORS_DAYS, activeKeys, keysTooOld } from './situation.ts';
import { createStage } from './stage.ts';
import type { Journey } from './travel.ts';

export interface DemoOptions {
  /** One object on stdout, and nothing else. */
  readonly json?: boolean;
  /** Shorter pauses. */
  readonly fast?: boolean;
  /** Another seed is another organization of the same kind. */
  readonly seed?: number;
  /** Where the mails are written; default: `keyturn-out/demo`. */
  readonly mails?: string;
  /** How far to travel; the whole story takes 40 days. */
  readonly lastDay?: number;
  /** Called after each day: a rehearsal may interfere with the world. */
  readonly onDay?: (day: number, demo: DemoWorld) => void;
}

/**
 * Rotates a simulated organization through 40 days and tells the story. Returns the exit code: 1 when an application
 * was interrupted, by what the applications themselves say.
 */
export const runDemo = async (io: Io, options: DemoOptions = {}): Promise<number> => {
  const { json: isSilent = false, seed = 7, lastDay = LAST_DAY, onDay } = options;
  const start = io.clock.now();
  const stage = createStage(io, { isSilent, pace: options.fast ? 'fast' : 'reading' });
  const demo = createDemoWorld({ now: start, seed });
  const before = { activeKeys: activeKeys(demo.world).length, keysTooOld: keysTooOld(demo.world).length };
  const rotateAfterDays = periodToStayUnder(AUDITORS_DAYS, defaultPolicy);
  const rehearsal = createRehearsal(demo, { rotateAfterDays });
  const journey = await perform(io, stage, { rehearsal, lastDay, onDay });
  const figures = await figuresOf(io, rehearsal, start);
  if (io.signal.aborted) return INTERRUPTED;
  const mails = await keepMails(options.mails ?? (await mailFolder(io.cwd)), demo, start);
  const seconds = (io.clock.now() - start) / SECOND;
  const size = { ...sizeOf(demo), days: lastDay, seconds };
  const report: DemoReport = {
    schemaVersion: 1,
    seed,
    ...size,
    before,
    ...figures,
    shorter: shorterFrom(rotateAfterDays, figures.after),
    mails,
    requests: requestsOf(journey),
  };
  if (isSilent) io.out.write(jsonText(report));
  else stage.scene(`Day ${lastDay}: the verdict, read in the organization itself`, endingLines(stage.style, report));
  return report.after.interrupted.length > 0 ? 1 : 0;
};

const INTERRUPTED = 130;

const shorterFrom = (
  rotateAfterDays: number,
  { keysTooOld, whyTooOld, interrupted }: DemoReport['after'],
): DemoReport['shorter'] => ({ rotateAfterDays, keysTooOld, whyTooOld, interrupted });

const sizeOf = ({ world }: DemoWorld): Pick<DemoReport, 'accounts' | 'users'> => ({
  accounts: world.accounts.size,
  users: [...world.accounts.values()].reduce((sum, { users }) => sum + users.size, 0),
});

const keepMails = async (folder: string, { world }: DemoWorld, start: Instant): Promise<DemoReport['mails']> => {
  const index = await writeMails(folder, world.mailbox, start);
  return { sent: world.mailbox.length, folder, index };
};

const requestsOf = ({ days }: Journey): DemoReport['requests'] => ({
  total: days.reduce((sum, { result }) => sum + result.apiCalls.total, 0),
  writes: days.reduce((sum, { result }) => sum + result.apiCalls.writes, 0),
});
