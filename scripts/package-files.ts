import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { FunctionKind, Zips } from '../infra/main/functions.ts';
import { names } from '../infra/names.ts';
import { synthesize } from '../infra/synthesize.ts';
import { templateText } from '../infra/yaml.ts';
import { builtInTemplate } from '../src/notify/built-in-template.ts';
import type { ZipFiles } from './function-files.ts';
import { zipOf } from './package-zip.ts';

interface PackageParts {
  readonly functions: Readonly<Record<FunctionKind, ZipFiles>>;
  /** The SBOM as JSON. */
  readonly softwareBill: string;
}

/**
 * What the guide drops into the bucket, in `folder`: same source, same bytes. Gives the paths, sorted. Each file is put
 * in its place at once, so that whoever reads the folder meanwhile, or writes the same, finds no half.
 */
export const writePackage = async (folder: string, parts: PackageParts): Promise<readonly string[]> => {
  const zips = zippedFunctions(parts.functions);
  const files: Record<string, string | Uint8Array> = {
    ...templatesFor(zips),
    ...Object.fromEntries(Object.values(zips).map(({ name, bytes }) => [`Lambda/${name}`, bytes])),
    [`template/${names.template}`]: builtInTemplate,
    'sbom.cdx.json': parts.softwareBill,
  };
  const all = { ...files, [SUMS]: checksums(files) };
  writeFiles(folder, all);
  return Object.keys(all).sort();
};

const SUMS = 'SHA256SUMS';

interface Zip {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Names by content: an update of the stack takes new code because its name is new. */
const zippedFunctions = (functions: PackageParts['functions']): Readonly<Record<FunctionKind, Zip>> => {
  const zip = (kind: FunctionKind, label: string): Zip => {
    const bytes = zipOf(functions[kind]);
    return { name: `${label}-${sha256(bytes).slice(0, 12)}.zip`, bytes };
  };
  return {
    inventory: zip('inventory', 'account-inventory'),
    rotation: zip('rotation', 'access-key-rotation'),
    notifier: zip('notifier', 'notifier'),
  };
};

const templatesFor = (zips: Readonly<Record<FunctionKind, Zip>>): Record<string, string> => {
  const { inventory, rotation, notifier } = zips;
  const zipNames: Zips = { inventory: inventory.name, rotation: rotation.name, notifier: notifier.name };
  const templates = Object.entries(synthesize(zipNames));
  return Object.fromEntries(templates.map(([file, template]) => [`CloudFormation/${file}`, templateText(template)]));
};

/** As `sha256sum --check` reads it. */
const checksums = (files: Readonly<Record<string, string | Uint8Array>>): string =>
  Object.entries(files)
    .map(([path, content]) => `${sha256(content)}  ${path}\n`)
    .sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1))
    .join('');

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

const writeFiles = (folder: string, files: Readonly<Record<string, string | Uint8Array>>): void => {
  mkdirSync(folder, { recursive: true });
  // Beside the folder, not in it: a rename within one disk is done at once.
  const drafts = mkdtempSync(`${folder}.`);
  try {
    for (const [path, content] of Object.entries(files)) {
      const draft = join(drafts, sha256(path));
      writeFileSync(draft, content);
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      renameSync(draft, join(folder, path));
    }
  } finally {
    rmSync(drafts, { recursive: true });
  }
  for (const path of ownFilesIn(folder)) if (!(path in files)) rmSync(join(folder, path), { force: true });
};

/** Whatever else lies in the folder is not of a package. */
const ownFilesIn = (folder: string): readonly string[] =>
  ['CloudFormation', 'Lambda', 'template']
    .flatMap((own) => readdirSync(join(folder, own), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'));
