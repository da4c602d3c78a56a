import type { RunResult } from '../../app/results/result.ts';
import type { World } from '../../sandbox/world.ts';
import type { Style } from '../terminal/style.ts';
import type { Player } from './cast.ts';
import { type AccountSituation, activeKeys, ageInDays, keysTooOld, situationOf } from './situation.ts';
import { plural } from './words.ts';

export interface Opening {
  readonly world: World;
  readonly plan: RunResult;
  readonly cast: readonly Player[];
  readonly rotateAfterDays: number;
}

/** Day 0: what the organization looks like, what `keyturn plan` says about it, and whom to watch. */
export const openingLines = (style: Style, { world, plan, cast, rotateAfterDays }: Opening): string[] => {
  const { rotated, warned, blocked, exempt } = plan.summary;
  const { dot, arrow } = style.symbols;
  const said = [`${rotated} to rotate`, `${warned} to warn`, `${blocked} blocked`, `${exempt} exempt`];
  return [
    ...accountLines(style, situationOf(world)),
    '',
    `  ${style.bold(`${keysTooOld(world).length} of ${plural(activeKeys(world).length, 'active key')}`)} are over 90 days old.`,
    `  A key is replaced at ${rotateAfterDays} days (${style.cyan(`rotateAfterDays: ${rotateAfterDays}`)}), so that it is gone by 90.`,
    `  ${style.cyan('keyturn plan')} says: ${said.join(` ${dot} `)}`,
    '',
    `  ${style.bold('Watch these users:')}`,
    ...cast.map(
      (player) => `  ${player.userName.padEnd(18)} ${style.dim(ageOf(world, player))} ${arrow} ${player.about}`,
    ),
  ];
};

/** Two accounts side by side, where there is room. */
const accountLines = (style: Style, situations: readonly AccountSituation[]): string[] => {
  const cells = situations.map((each) => accountCell(style, each));
  const head = style.dim(`  ${HEAD}`);
  if (style.columns < 2 * HEAD.length + 8) return [head, ...cells.map((cell) => `  ${cell}`)];
  const half = Math.ceil(cells.length / 2);
  const pairs = cells.slice(0, half).map((cell, index) => `  ${cell}    ${cells[half + index] ?? ''}`.trimEnd());
  return [`${head}  ${head}`, ...pairs];
};

const NAME = 18;
const HEAD = `${'account'.padEnd(NAME)}  users  keys  over 90 days`;

const accountCell = (style: Style, { account, users, activeKeys: keys, tooOld }: AccountSituation): string => {
  const count = tooOld === 0 ? style.dim(style.symbols.dot.padStart(12)) : style.yellow(String(tooOld).padStart(12));
  return `${account.name.padEnd(NAME)}  ${String(users).padStart(5)}  ${String(keys).padStart(4)}  ${count}`;
};

const ageOf = (world: World, { accountId, userName }: Player): string => {
  const keys = world.accounts.get(accountId)?.users.get(userName)?.keys ?? [];
  const ages = keys.map((key) => `${Math.floor(ageInDays(world, key))} d`);
  return ages.join(', ').padEnd(12);
};
