import { stripVTControlCharacters } from 'node:util';
import type { World } from '../../sandbox/world.ts';
import type { Style } from '../terminal/style.ts';
import type { Player } from './cast.ts';
import type { DemoEvent, EventKind } from './chronicle.ts';
import { ageInDays } from './situation.ts';

const words: Readonly<Record<EventKind, string>> = {
  created: 'new key',
  told: 'owner told',
  installed: 'new key installed',
  warned: 'owner warned',
  reminded: 'owner reminded',
  deactivated: 'old key deactivated',
  announced: 'deletion announced',
  deleted: 'old key deleted',
  interrupted: 'APPLICATION INTERRUPTED',
};

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What happened to each player in these days, one line each. */
export const storyLines = (
  style: Style,
  { world, cast, events, span }: { world: World; cast: readonly Player[]; events: readonly DemoEvent[]; span: Span },
): string[] =>
  cast.flatMap((player) => {
    const own = events.filter((event) => isAbout(event, player) && event.day >= span.from && event.day <= span.to);
    const parts = own.length > 0 ? tell(style, own) : [style.dim(standing(world, player))];
    return wrapped(style, `  ${style.bold(player.userName.padEnd(NAME))} `, parts);
  });

const NAME = 18;

/** Parts stay whole; what does not fit goes on below. */
const wrapped = (style: Style, head: string, parts: readonly string[]): string[] => {
  const lines: string[] = [];
  let line = head;
  let hasParts = false;
  for (const part of parts) {
    const next = hasParts ? `${line}${style.dim(` ${style.symbols.dot} `)}${part}` : `${line}${part}`;
    if (hasParts && stripVTControlCharacters(next).length > style.columns) {
      lines.push(line);
      line = `${' '.repeat(NAME + 3)}${part}`;
    } else line = next;
    hasParts = true;
  }
  return [...lines, line];
};

const isAbout = (event: DemoEvent, { accountId, userName }: Player): boolean =>
  event.accountId === accountId && event.userName === userName;

/** One `day N` for all that happened on it. */
const tell = (style: Style, events: readonly DemoEvent[]): string[] =>
  [...new Set(events.map(({ day }) => day))].map((day) => {
    const kinds = new Set(events.filter((event) => event.day === day).map(({ kind }) => kind));
    return `${style.dim(`day ${day}`)} ${[...kinds].map((kind) => painted(style, kind)).join(', ')}`;
  });

const painted = (style: Style, kind: EventKind): string => {
  if (kind === 'interrupted') return style.red(words[kind]);
  if (kind === 'created' || kind === 'installed') return style.green(words[kind]);
  return kind === 'reminded' ? style.yellow(words[kind]) : words[kind];
};

/** How things stand with a user to whom nothing happened. */
const standing = (world: World, { accountId, userName }: Player): string => {
  const user = world.accounts.get(accountId)?.users.get(userName);
  const active = user?.keys.filter(({ status }) => status === 'Active') ?? [];
  if (user !== undefined && user.groups.length > 0) return 'exempt: left alone';
  const held = active.filter((key) =>
    world.applications.some(({ credentials }) => credentials.accessKeyId === key.accessKeyId),
  );
  if (active.length > 1 && held.length === active.length) return 'both keys in use: blocked, a person must decide';
  if (active.length > 1) return held[0] === active[0] ? 'the old key is in use: it stays' : 'the old key grows quiet';
  if (active.length < (user?.keys.length ?? 0)) return 'the old key is inactive, and could still be restored';
  const [only] = active;
  return only === undefined ? 'no active key' : `one key, ${Math.floor(ageInDays(world, only))} days old: all is well`;
};
