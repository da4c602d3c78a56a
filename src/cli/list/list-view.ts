import type { UserStatus } from '../../app/results/user-status.ts';
import { type FilterOptions, type UserFilter, userFilterOf } from './user-filter.ts';

/** How much of a run a person is shown. It never decides what is done. */
export interface ListView {
  /** No list is cut short, and `listed` is shown as well. */
  readonly isAll: boolean;
  /** Ids of keys are whole. */
  readonly isWide: boolean;
  readonly filter: UserFilter;
  /** Every user with a key, whatever is due; empty unless all are asked for. */
  readonly listed: readonly UserStatus[];
}

/** What the command line gives for it. */
export interface ViewOptions extends FilterOptions {
  readonly all?: boolean;
  readonly wide?: boolean;
}

/** Throws a Fault (`command-invalid`) for a filter that cannot be read. */
export const listViewOf = (options: ViewOptions): ListView => ({
  isAll: options.all ?? false,
  isWide: options.wide ?? false,
  filter: userFilterOf(options),
  listed: [],
});

/** What a run shows where nothing else is asked for. */
export const plainView: ListView = listViewOf({});
