import { type Policy, periodToStayUnder } from '../../core/policy.ts';
import type { Instant } from '../../core/time.ts';
import { createDemoWorld } from '../../demo-organization/demo-organization.ts';
import type { Io } from '../terminal/io.ts';
import { figuresOf } from './figures.ts';
import { createRehearsal } from './rehearsal.ts';
import type { DemoReport } from './report.ts';
import { AUDITORS_DAYS } from './situation.ts';
import type { DemoStage } from './stage.ts';
import { travel } from './travel.ts';

export interface Shorter {
  readonly policy: Policy;
  readonly seed: number;
  readonly start: Instant;
  readonly lastDay: number;
}

/** The same organization once more, with the period that keeps every active key under 90 days; only its end is told. */
export const rehearseShorter = async (
  io: Io,
  stage: DemoStage,
  { policy, seed, start, lastDay }: Shorter,
): Promise<DemoReport['shorter']> => {
  const rotateAfterDays = periodToStayUnder(AUDITORS_DAYS, policy);
  const again = createRehearsal(createDemoWorld({ now: start, seed }), { rotateAfterDays });
  const onDay = ({ day }: { readonly day: number }): void =>
    stage.show(day / lastDay, `the same once more, with rotateAfterDays: ${rotateAfterDays}`);
  await travel(again, { lastDay, signal: io.signal, onDay });
  stage.clear();
  const { keysTooOld, whyTooOld, interrupted } = (await figuresOf(io, again, start)).after;
  return { rotateAfterDays, keysTooOld, whyTooOld, interrupted };
};
