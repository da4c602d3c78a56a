import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InstalledTarball, installedTarball } from '../../support/installed-tarball.ts';
import { createMotoDeployment, MANAGEMENT, type MotoDeployment, REGION } from './deploy-stage.ts';
import { isPresent } from './tool.ts';

const isMotoHere = await isPresent('moto', 'python3', ['-c', 'import moto.server']);

describe.skipIf(!isMotoHere)(isMotoHere ? 'keyturn, installed from its tarball' : 'skipped: moto not found', () => {
  let motoDeployment: MotoDeployment;
  let installed: InstalledTarball;

  beforeAll(async () => {
    motoDeployment = await createMotoDeployment();
    installed = await installedTarball();
  });
  afterAll(() => motoDeployment?.close());

  const deploy = async (...args: readonly string[]) => {
    const given = ['deploy', ...args, '--json', '--admin-email', 'security@example.com'];
    const ended = await installed.keyturn(given, motoDeployment.environment);
    if (!ended.stdout.startsWith('{')) throw new Error(ended.stderr || ended.stdout);
    const { parts, apiCalls } = JSON.parse(ended.stdout);
    return { code: ended.code, apiCalls, outcomes: new Set(parts.map(({ outcome }: { outcome: string }) => outcome)) };
  };

  it('shows what it would deploy, out of itself', async () => {
    const { code, apiCalls, outcomes } = await deploy('--dry-run');
    expect([code, apiCalls.writes]).toEqual([0, 0]);
    expect([...outcomes]).toEqual(['to-create']);
  });

  it('deploys the functions that it brings, and knows them again', async () => {
    expect((await deploy('--yes')).code).toBe(0);
    const {
      AWS_ENDPOINT_URL: endpoint = '',
      AWS_ACCESS_KEY_ID = '',
      AWS_SECRET_ACCESS_KEY = '',
    } = motoDeployment.environment;
    const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
    const s3 = new S3Client({ endpoint, credentials, region: REGION, forcePathStyle: true });
    const zips = join(installed.folder, 'dist', 'asa-iam-rotation', 'Lambda');
    expect(readdirSync(zips)).toHaveLength(3);
    for (const name of readdirSync(zips)) {
      const Key = `asa/asa-iam-rotation/Lambda/${name}`;
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: `keyturn-${MANAGEMENT}-${REGION}`, Key }));
      const bytes = await Body?.transformToByteArray();
      expect(sum(bytes ?? ''), name).toBe(sum(readFileSync(join(zips, name))));
    }
    expect([...(await deploy('--dry-run')).outcomes]).toEqual(['unchanged']);
  });
});

const sum = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
