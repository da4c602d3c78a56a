import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';

const FOLDERS = ['src', 'infra', 'test', 'bench', 'scripts'];

/** Words that no identifier has as a part any more, and what stands in their place. */
const retired = new Map([
  ['workplace', 'AccountContext'],
  ['glimpse', 'reported snapshot'],
  ['foreknowledge', 'AccountInventory'],
  ['sight', 'UserSnapshot'],
  ['town', 'TestOrganization'],
  ['inhabitant', 'TestUser'],
  ['resident', 'TestUser'],
  ['neighbourhood', 'test users'],
  ['furnish', 'seed'],
  ['deed', 'action'],
  ['crew', 'actors'],
  ['gate', 'AccountSessions'],
  ['door', 'ClientFactory'],
  ['owed', 'PendingNotice'],
  ['condemn', 'markLost'],
  ['patience', 'responseTimeout'],
]);

/** CONDEMN is a step that results print. */
const printed = new Set(['CONDEMN']);

it('no identifier brings back a retired word', () => {
  expect(FOLDERS.flatMap(sourceFiles).flatMap(retiredIn)).toEqual([]);
});

const sourceFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);

const retiredIn = (path: string): string[] => {
  const found = new Set<string>();
  const read = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !printed.has(node.text))
      for (const part of partsOf(node.text))
        if (retired.has(part)) found.add(`${path}: ${node.text}, say ${retired.get(part)}`);
    ts.forEachChild(node, read);
  };
  read(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest));
  return [...found];
};

const partsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_');
