import type { World } from '../../src/sandbox/world.ts';
import { MEMBER, type Town } from '../scenarios/town.ts';

type KeyState = { readonly user: string; readonly status: string };

/** Looks at the world itself after each request, and at what changed since the one before. */
export interface Watch {
  /** After a request of keyturn: throws where it broke an invariant. */
  readonly check: () => void;
  /** After humans and time: what they changed is not keyturn's doing. */
  readonly forget: () => void;
}

export const watch = (town: Town): Watch => {
  let before = snapshot(town.world);
  const check = (): void => {
    const now = snapshot(town.world);
    for (const [id, was] of before) {
      const is = now.get(id);
      if (is === undefined) deleted(town, id, was, now);
      else if (was.status === 'Active' && is.status === 'Inactive') deactivated(id, is, now);
      else if (was.status === 'Inactive' && is.status === 'Active') throw new Error(`keyturn re-activated ${id}`);
    }
    before = now;
  };
  return {
    check,
    forget: () => {
      before = snapshot(town.world);
    },
  };
};

const snapshot = (world: World): ReadonlyMap<string, KeyState> =>
  new Map(
    [...world.accessKeys.values()]
      .filter(({ accountId }) => accountId === MEMBER)
      .map(({ accessKeyId, userName, status }) => [accessKeyId, { user: userName, status }]),
  );

/** S4: no active key is deleted, but one that this very run created and took back. */
const deleted = (town: Town, id: string, was: KeyState, now: ReadonlyMap<string, KeyState>): void => {
  const isOwnFresh = town.world.applications.every(({ credentials }) => credentials.accessKeyId !== id);
  if (was.status === 'Active' && !isOwnFresh) throw new Error(`the active key ${id} of ${was.user} was deleted`);
  stranded(was.user, now);
};

const deactivated = (id: string, { user }: KeyState, now: ReadonlyMap<string, KeyState>): void => {
  stranded(user, now, id);
};

/** S5: nobody is left without an active key. */
const stranded = (user: string, now: ReadonlyMap<string, KeyState>, id = ''): void => {
  const active = [...now.values()].some((key) => key.user === user && key.status === 'Active');
  if (!active) throw new Error(`${user} was left without an active key ${id}`);
};
