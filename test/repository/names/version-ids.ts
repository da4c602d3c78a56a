import { v5 } from 'uuid';
import type { World } from '../../../src/sandbox/world.ts';

/** Of every id of a version, for ever. Spelled here once more: that is what the test is for. */
const NAMESPACE = '6d1f3a52-0f0c-5c62-9f3e-6b6579747572';

/** Tells how the id of a version was made, by making it again: `v5 of <KEY>:verdict`. */
export const createIdReader = (world: World): ((id: string) => string) => {
  const seen = new Set<string>();
  return (id) => {
    const isMadeOf = (text: string): boolean => v5(text, NAMESPACE) === id;
    const users = [...world.accounts.values()].flatMap((account) => [...account.users.values()]);
    const keys = [...world.accessKeys.keys()];
    const claimed = [...seen].some((head) => isMadeOf(`${head}:claim`));
    seen.add(id);
    if (claimed) return 'v5 of <VERSION>:claim';
    if (users.some(({ userId }) => isMadeOf(`${userId}:genesis`))) return 'v5 of <ID>:genesis';
    if (keys.some(isMadeOf)) return 'v5 of <KEY>';
    return keys.some((key) => isMadeOf(`${key}:verdict`)) ? 'v5 of <KEY>:verdict' : 'of unknown make';
  };
};
