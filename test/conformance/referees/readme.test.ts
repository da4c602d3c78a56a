import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InstalledTarball, installedTarball } from '../../support/installed-tarball.ts';
import { createMotoDeployment, type MotoDeployment } from './deploy-stage.ts';
import { isPresent } from './tool.ts';

const isMotoHere = await isPresent('moto', 'python3', ['-c', 'import moto.server']);
const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

describe.skipIf(!isMotoHere)(isMotoHere ? 'keyturn deploy, as README.md has it' : 'skipped: moto not found', () => {
  let motoDeployment: MotoDeployment;
  let installed: InstalledTarball;
  let folder: string;

  beforeAll(async () => {
    installed = await installedTarball();
    motoDeployment = await createMotoDeployment();
    folder = mkdtempSync(join(installed.home, 'readme-'));
    const [, settings = ''] = /^```yaml\n([\s\S]*?)^```$/m.exec(readme) ?? [];
    writeFileSync(join(folder, 'keyturn.yaml'), settings);
  }, 300_000);
  afterAll(() => motoDeployment?.close());

  /** A line of the page, in a folder with its settings that is not the checkout. */
  const type = (line: string): Promise<{ readonly code: number; readonly said: string }> => {
    expect(readme.split('\n')).toContain(line);
    const args = [...line.split(' ').slice(1), ...(line.includes('--dry-run') ? [] : ['--yes'])];
    return new Promise((resolve) => {
      execFile(installed.bin, args, { cwd: folder, env: motoDeployment.environment }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), said: `${stdout}\n${stderr}` }),
      );
    });
  };

  const stacks = async (): Promise<readonly string[]> => {
    const { StackSummaries = [] } = await motoDeployment.cloudFormation.send(new ListStacksCommand({}));
    return StackSummaries.map(({ StackName = '' }) => StackName);
  };

  it('shows what it would do and changes nothing with --dry-run, and then does it, from the tarball alone', async () => {
    const dry = await type('keyturn deploy --dry-run');
    expect(dry.code, dry.said).toBe(0);
    expect(await stacks()).toEqual([]);
    const deployed = await type('keyturn deploy');
    expect(deployed.code, deployed.said).toBe(0);
    expect(await stacks()).toContain('keyturn');
  });
});
