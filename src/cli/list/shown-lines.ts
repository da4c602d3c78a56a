import { plural } from '../render/run-lines.ts';
import { wrapTo } from '../render/wrap.ts';
import type { Style } from '../terminal/style.ts';
import { filterWords, isFiltering, type UserFilter } from './user-filter.ts';

/** What a filter left out is counted, so that a part never passes for the whole. */
export const shownLines = (
  style: Style,
  { shown, of, filter }: { readonly shown: number; readonly of: number; readonly filter: UserFilter },
): readonly string[] =>
  isFiltering(filter)
    ? wrapTo(`${shown} of ${plural(of, 'user')} shown: ${filterWords(filter)}`, style.columns - 1)
    : [];
