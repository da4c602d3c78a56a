import type { DemoWorld } from '../../demo-organization/demo-organization.ts';
import { wrapTo } from '../render/wrap.ts';
import type { Io } from '../terminal/io.ts';
import { acts, type DemoAct, LAST_DAY } from './acts.ts';
import { castOf, type Player } from './cast.ts';
import type { Chronicle } from './chronicle.ts';
import { type DayFigures, dayLines } from './day-lines.ts';
import { openingLines } from './opening-lines.ts';
import type { Rehearsal } from './rehearsal.ts';
import { keysTooOld } from './situation.ts';
import { type DemoStage, READING } from './stage.ts';
import { storyLines } from './story-lines.ts';
import { type Day, type Journey, travel } from './travel.ts';

const DAY_SHOWN = 300;

export interface Performance {
  readonly rehearsal: Rehearsal;
  readonly lastDay: number;
  readonly onDay: ((day: number, demo: DemoWorld) => void) | undefined;
}

/** Day 0, then day by day, each act told when its last day is over. */
export const perform = async (
  io: Io,
  stage: DemoStage,
  { rehearsal, lastDay, onDay }: Performance,
): Promise<Journey> => {
  const { demo } = rehearsal;
  const { world } = demo;
  const cast = castOf(demo.facts);
  await open(io, stage, rehearsal, cast);
  const figures: DayFigures[] = [];
  let mails = 0;
  return travel(rehearsal, {
    lastDay,
    signal: io.signal,
    onDay: async (lived, chronicle) => {
      const { day, mailsRefused } = lived;
      figures.push({ day, tooOld: keysTooOld(world).length, mailsSent: world.mailbox.length - mails, mailsRefused });
      mails = world.mailbox.length;
      onDay?.(day, demo);
      const act = acts.find(({ span }) => span.to === day);
      if (act !== undefined) await tellAct(stage, { act, rehearsal, cast, figures, chronicle });
      else await passDay(stage, lived);
    },
  });
};

const open = async (io: Io, stage: DemoStage, rehearsal: Rehearsal, cast: readonly Player[]): Promise<void> => {
  const { world } = rehearsal.demo;
  const { rotateAfterDays } = rehearsal.settings.policy;
  const plan = await rehearsal.run('plan', { runId: 'demo-plan', signal: io.signal });
  const { accounts } = world;
  const users = [...accounts.values()].reduce((sum, each) => sum + each.users.size, 0);
  const title = `keyturn demo: ${accounts.size} accounts, ${users} users, simulated; no AWS account is touched`;
  stage.scene(title, openingLines(stage.style, { world, plan, cast, rotateAfterDays }));
  await stage.pause(READING);
};

const passDay = async (stage: DemoStage, { day, result }: Day): Promise<void> => {
  const { rotated, deactivated, deleted } = result.summary;
  const { dot } = stage.style.symbols;
  const news = [`${rotated} rotated`, `${deactivated} deactivated`, `${deleted} deleted`].join(` ${dot} `);
  stage.show(day / LAST_DAY, `day ${day} of ${LAST_DAY} ${dot} ${news}`);
  await stage.pause(DAY_SHOWN);
};

interface Telling {
  readonly act: DemoAct;
  readonly rehearsal: Rehearsal;
  readonly cast: readonly Player[];
  readonly figures: readonly DayFigures[];
  readonly chronicle: Chronicle;
}

const tellAct = async (stage: DemoStage, { act, rehearsal, cast, figures, chronicle }: Telling): Promise<void> => {
  const { style } = stage;
  const { events } = chronicle;
  const { span, columns, title, lead } = act;
  stage.scene(title, [
    ...wrapTo(`  ${lead}`, style.columns),
    '',
    ...dayLines(style, { names: columns, figures, events, span }),
    '',
    ...storyLines(style, { world: rehearsal.demo.world, cast, events, span }),
  ]);
  await stage.pause(READING);
};
