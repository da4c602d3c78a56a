import type { World } from '../../../src/sandbox/world.ts';

/** Where secrets belong: the key itself, a session's, the value of a stored version. */
const RIGHTFUL = new Set(['secretAccessKey', 'sessionToken', 'value']);

/**
 * Every text in the world, but for the rightful places: tags, descriptions, names, policies, mails, CloudTrail's
 * records.
 */
export const textOf = (world: World): string => {
  const texts: string[] = [];
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    const entries = value instanceof Map ? [...value] : Object.entries(value);
    for (const [name, member] of entries) {
      visit(name);
      if (!RIGHTFUL.has(String(name))) visit(member);
    }
  };
  visit(world);
  return texts.join('\n');
};

/** Each stored version that holds this text. */
export const holdersOf = (world: World, text: string) =>
  [...world.accounts.values()].flatMap(({ secrets }) =>
    [...secrets.values()].flatMap((region) =>
      [...region.values()].flatMap((secret) =>
        [...secret.versions.values()]
          .filter(({ value }) => String(value).includes(text))
          .map((version) => ({ secret, version })),
      ),
    ),
  );
