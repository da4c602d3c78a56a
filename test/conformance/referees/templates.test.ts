import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { synthesize } from '../../../infra/synthesize.ts';
import { templateText } from '../../../infra/yaml.ts';
import { billOf } from '../../../scripts/bundle-bill.ts';
import { bundleLambda, lambdas } from '../../../scripts/bundle-lambdas.ts';
import { softwareBill } from '../../../scripts/package-sbom.ts';
import { isPresent, run } from './tool.ts';

const isLinterHere = await isPresent('cfn-lint', 'cfn-lint', ['--version']);

const folder = mkdtempSync(join(tmpdir(), 'keyturn-templates-'));
afterAll(() => rmSync(folder, { recursive: true }));

const texts = Object.entries(
  synthesize({ inventory: 'account-inventory.zip', rotation: 'access-key-rotation.zip', notifier: 'notifier.zip' }),
).map(([file, template]) => [file, templateText(template)] as const);

const regions = ['us-east-1', 'eu-central-1', 'cn-north-1', 'us-gov-west-1'];

/** All in one call: starting takes cfn-lint longer than judging. */
const lint = async (files: Readonly<Record<string, string>>) => {
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  const paths = Object.keys(files).map((file) => join(folder, file));
  const { code, stdout, stderr } = await run('cfn-lint', [
    '--format',
    'parseable',
    '--regions',
    ...regions,
    '--',
    ...paths,
  ]);
  return { code, said: `${stdout}${stderr}`.replaceAll(`${folder}/`, '') };
};

describe.skipIf(!isLinterHere)(isLinterHere ? 'cfn-lint' : 'skipped: cfn-lint not found', () => {
  it('finds no error and no warning in any template, in any partition', async () => {
    expect(texts).toHaveLength(6);
    expect(await lint(Object.fromEntries(texts))).toEqual({ code: 0, said: '' });
  });

  it('would see what is wrong', async () => {
    const [, main = ''] = texts.find(([file]) => file.includes('notifier-solution')) ?? [];
    const broken = [
      ['no-such-type.yaml', 'Type: Succeed', 'Type: Success', 'E3601'],
      ['begins-nowhere.yaml', 'StartAt: Prepare', 'StartAt: Nowhere', 'E3601'],
      ['no-such-property.yaml', 'Runtime: nodejs24.x', 'Runtimes: nodejs24.x', 'E3002'],
      ['default-not-allowed.yaml', "Default: 'True'", "Default: 'Yes'", 'E2015'],
    ] as const;
    for (const [, right] of broken) expect(main).toContain(right);
    const { said } = await lint(
      Object.fromEntries(broken.map(([file, right, wrong]) => [file, main.replace(right, wrong)])),
    );
    for (const [file, , , finding] of broken) expect(said).toMatch(new RegExp(`^${file}:.*${finding}`, 'm'));
  });
});

describe('the software bill', () => {
  it('names what is shipped and nothing else, with no trace of when and where it was made', async () => {
    const bundle = await Promise.all(lambdas.map(async (name) => (await bundleLambda(name)).metafile));
    const text = softwareBill(await billOf(...bundle));
    const { metadata, components } = JSON.parse(text);
    expect(metadata.component).toMatchObject({ name: 'keyturn', purl: expect.stringMatching(/^pkg:npm\/keyturn@/) });
    const shipped = components.map(({ purl }: { purl: string }) => purl.replace(/@[^@]*$/, ''));
    expect(shipped).toContain('pkg:npm/%40aws-sdk/client-iam');
    expect(shipped).toContain('pkg:npm/%40aws-lambda-powertools/logger');
    expect(shipped).not.toContain('pkg:npm/vitest');
    // Only the command line asks questions.
    expect(shipped).not.toContain('pkg:npm/%40clack/prompts');
    expect(text).not.toMatch(/timestamp|serialNumber|"tools"/);
    expect(text).not.toContain(process.cwd());
    expect(softwareBill(await billOf(...bundle))).toBe(text);
  });
});
