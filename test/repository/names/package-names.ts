import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePackage } from '../../../scripts/package-files.ts';
import { builtInTemplate } from '../../../src/notify/built-in-template.ts';
import type { NameList } from './name-list.ts';

/** What is installed and deployed: the program, the files of the package, and what its mail template names. */
export const addPackageNames = async (names: NameList): Promise<void> => {
  const { name, bin } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly name: string;
    readonly bin: object;
  };
  names.add('npm package', name, ...Object.keys(bin).map((each) => `program ${each}`));
  const folder = mkdtempSync(join(tmpdir(), 'keyturn-names-'));
  const code = { 'index.mjs': new Uint8Array() };
  const functions = { inventory: code, rotation: code, notifier: code };
  const paths = await writePackage(folder, { functions, softwareBill: '{}' });
  names.add('files of the package', ...paths.map((path) => path.replace(/-[0-9a-f]{12}\.zip$/, '-<HASH>.zip')));
  rmSync(folder, { recursive: true });
  const named = builtInTemplate.matchAll(/\{\{#?(?:if )?\s*(\w+)\s*\}\}/g);
  names.add('placeholders of mail templates', ...[...named].map(([, placeholder = '']) => placeholder));
};
