import type { Rule } from '../view.ts';

/**
 * Before a rotation: what labels and tags still say of keys that are gone is taken off, since a secret holds few of
 * either, and a full one could take no new key. The key in AWSCURRENT is named by its labels, and a gone successor
 * explains its live predecessor.
 */
export const forgetGone: Rule = ({ secret, keys }) => {
  if (secret === undefined) return undefined;
  const isLive = (id: string): boolean => keys.some((key) => key.id === id);
  for (const { id, replaces } of secret.records.values()) {
    if (isLive(id) || id === secret.current || (replaces !== undefined && isLive(replaces))) continue;
    return { step: { kind: 'CLEAR', key: id, gone: true }, reason: 'pending-settled', facts: { key: id } };
  }
  return undefined;
};
