import type { Undoable, Undoing } from '../../core/observation.ts';
import type { Instant } from '../../core/time.ts';
import { decodeInstant, encodeInstant } from './tags.ts';

const LONGEST_TAG = 256;

/** The value of the tag of undoings: as `REPAIR_POLICY=2/20260801T060000Z`, the latest first. */
export const encodeUndone = (undone: ReadonlyMap<Undoable, Undoing>): string => {
  const entries = [...undone]
    .toSorted(([, a], [, b]) => b.lastAt - a.lastAt)
    .map(([what, { count, lastAt }]) => `${what}=${count}/${encodeInstant(lastAt)}`);
  while (entries.join(' ').length > LONGEST_TAG) entries.pop();
  return entries.join(' ');
};

/** What the tag says; an entry that is not well-formed says nothing. */
export const decodeUndone = (value: string | undefined): ReadonlyMap<Undoable, Undoing> =>
  new Map((value?.split(' ') ?? []).flatMap(decodeEntry));

const entry = /^(ROTATE|REPAIR_POLICY|RESTORE_SECRET|DEACTIVATE_[A-Z0-9]{16,128})=(\d{1,4})\/(.*)$/;

const decodeEntry = (text: string): [Undoable, Undoing][] => {
  const [, what, count, at] = entry.exec(text) ?? [];
  const lastAt = decodeInstant(at);
  return what === undefined || lastAt === undefined ? [] : [[what as Undoable, { count: Number(count), lastAt }]];
};

/** One more undoing of a step. */
export const undoneAgain = (
  undone: ReadonlyMap<Undoable, Undoing>,
  what: Undoable,
  { count, at }: { readonly count: number; readonly at: Instant },
): ReadonlyMap<Undoable, Undoing> => new Map(undone).set(what, { count, lastAt: at });
