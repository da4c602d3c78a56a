import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What keyturn is made of (CycloneDX), from the lockfile alone; without what changes from machine to machine. */
export const softwareBill = async (): Promise<string> => {
  const { name } = JSON.parse(readFileSync('package.json', 'utf8'));
  const { serialNumber, metadata, components, dependencies, ...bill } = JSON.parse(await askNpm());
  const { timestamp, tools, ...about } = metadata;
  return `${JSON.stringify(
    {
      ...bill,
      metadata: { ...about, component: { ...about.component, name } },
      components: components.toSorted(byRef('bom-ref')),
      dependencies: dependencies.toSorted(byRef('ref')),
    },
    undefined,
    1,
  )}\n`;
};

const byRef = (field: string) => (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>) =>
  String(a[field]) < String(b[field]) ? -1 : 1;

const askNpm = (): Promise<string> =>
  new Promise((resolve, reject) => {
    const args = ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'];
    execFile('npm', args, { maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`npm sbom failed: ${stderr}`, { cause: error }));
    });
  });
