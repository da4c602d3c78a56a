interface Branch {
  [key: string]: Branch | string;
}
type Tree = string | Tree[] | { [key: string]: Tree };

/** `Tags.member.1.Key=a` as `{ Tags: { member: [{ Key: 'a' }] } }`: what an XML parser makes of the same data. */
export const formTree = (parameters: readonly (readonly [name: string, value: string])[]): Tree => {
  const root: Branch = Object.create(null);
  for (const [name, value] of parameters) plant(root, name.split('.'), value);
  return withLists(root);
};

const plant = (root: Branch, path: readonly string[], value: string): void => {
  let branch = root;
  for (const key of path.slice(0, -1)) {
    const next = branch[key];
    const grown: Branch = typeof next === 'object' ? next : Object.create(null);
    branch[key] = grown;
    branch = grown;
  }
  branch[path.at(-1) ?? ''] = value;
};

/** Numbers are indices; they count for their order only, as clients may leave gaps. */
const withLists = (node: Branch | string): Tree => {
  if (typeof node === 'string') return node;
  const entries = Object.entries(node);
  if (entries.every(([key]) => /^\d+$/.test(key)))
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, child]) => withLists(child));
  return Object.fromEntries(entries.map(([key, child]) => [key, withLists(child)]));
};
