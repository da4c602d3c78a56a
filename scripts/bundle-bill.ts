import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Metafile } from 'esbuild';
import { z } from 'zod';

const license = z.object({
  license: z.object({ id: z.string().optional(), name: z.string().optional() }).optional(),
  expression: z.string().optional(),
});

/** A file of a package that tells of its licence, as CycloneDX gives it. */
const evidence = z.object({
  license: z.object({ name: z.string(), text: z.object({ content: z.string(), encoding: z.literal('base64') }) }),
});

const component = z.looseObject({
  name: z.string(),
  group: z.string().optional(),
  version: z.string(),
  'bom-ref': z.string(),
  scope: z.string().optional(),
  licenses: z.array(license).default([]),
  evidence: z.object({ licenses: z.array(evidence).default([]) }).optional(),
});

/** A module of our own in a package's place: scripts/leaner-lambdas.ts. */
const virtual = z.object({
  properties: z.tuple([z.object({ name: z.literal('cdx:esbuild:input:isVirtual') })]),
});

const bill = z.looseObject({
  metadata: z.object({ component }),
  components: z.array(z.union([virtual, component])),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()).optional() })),
});

export type Component = z.infer<typeof component>;

export interface Bill {
  /** What was bundled: keyturn. */
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: z.infer<typeof bill>['dependencies'];
  readonly [field: string]: unknown;
}

/**
 * What is in bundles (CycloneDX), licence texts included, from what esbuild tells of them: no package that gave no
 * byte.
 */
export const billOf = async (...metafiles: readonly Metafile[]): Promise<Bill> => {
  const all: Metafile = {
    inputs: Object.assign({}, ...metafiles.map(({ inputs }) => inputs)),
    outputs: Object.fromEntries(
      metafiles.flatMap(({ outputs }, index) =>
        Object.entries(outputs).map(([path, output]) => [`${index}/${path}`, output]),
      ),
    ),
  };
  const { components, ...others } = bill.parse(JSON.parse(await askCycloneDx(all)));
  const packages = components.filter((each) => 'name' in each);
  return { ...others, components: packages.filter(({ scope }) => scope === 'required') };
};

const askCycloneDx = async (metafile: Metafile): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-bill-'));
  try {
    const file = join(folder, 'meta.json');
    await writeFile(file, JSON.stringify(metafile));
    return await run(['--gather-license-texts', '--output-reproducible', '--no-validate', file]);
  } finally {
    await rm(folder, { recursive: true });
  }
};

const run = (args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const plugin = createRequire(join(process.cwd(), 'package.json')).resolve('@cyclonedx/cyclonedx-esbuild');
    const command = join(dirname(plugin), '..', 'bin', 'cyclonedx-esbuild-cli.js');
    execFile(process.execPath, [command, ...args], { maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`cyclonedx-esbuild failed: ${stderr}`, { cause: error }));
    });
  });
