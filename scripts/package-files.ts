import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FunctionKind, Zips } from '../infra/main/functions.ts';
import { names } from '../infra/names.ts';
import { synthesize } from '../infra/synthesize.ts';
import { templateText } from '../infra/yaml.ts';
import { builtInTemplate } from '../src/notify/built-in-template.ts';
import { zipOf } from './package-zip.ts';

interface PackageParts {
  /** Bundles the functions into a folder, and tells each one's file. */
  readonly bundle: (folder: string) => Promise<Readonly<Record<FunctionKind, string>>>;
  /** The SBOM as JSON. */
  readonly softwareBill: () => Promise<string>;
}

/** What the guide drops into the bucket, in `folder`: same source, same bytes. Gives the paths, sorted. */
export const writePackage = async (folder: string, parts: PackageParts): Promise<readonly string[]> => {
  const zips = await zippedFunctions(parts.bundle);
  const files: Record<string, string | Uint8Array> = {
    ...templatesFor(zips),
    ...Object.fromEntries(Object.values(zips).map(({ name, bytes }) => [`Lambda/${name}`, bytes])),
    [`template/${names.template}`]: builtInTemplate,
    'sbom.cdx.json': await parts.softwareBill(),
  };
  for (const own of ['CloudFormation', 'Lambda', 'template', 'sbom.cdx.json', SUMS])
    rmSync(join(folder, own), { recursive: true, force: true });
  const all = { ...files, [SUMS]: checksums(files) };
  for (const [path, content] of Object.entries(all)) write(join(folder, path), content);
  return Object.keys(all).sort();
};

const SUMS = 'SHA256SUMS';

interface Zip {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Names by content: an update of the stack takes new code because its name is new. */
const zippedFunctions = async (bundle: PackageParts['bundle']): Promise<Readonly<Record<FunctionKind, Zip>>> => {
  const workplace = mkdtempSync(join(tmpdir(), 'keyturn-package-'));
  try {
    const paths = await bundle(workplace);
    const zip = (kind: FunctionKind, label: string): Zip => {
      const bytes = zipOf({ 'index.mjs': readFileSync(paths[kind]) });
      return { name: `${label}-${sha256(bytes).slice(0, 12)}.zip`, bytes };
    };
    return {
      inventory: zip('inventory', 'account-inventory'),
      rotation: zip('rotation', 'access-key-rotation'),
      notifier: zip('notifier', 'notifier'),
    };
  } finally {
    rmSync(workplace, { recursive: true });
  }
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

const write = (path: string, content: string | Uint8Array): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
};
