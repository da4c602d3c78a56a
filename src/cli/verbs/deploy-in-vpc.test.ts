import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownFolder } from '../../../test/support/own-folder.ts';
import { files, memory, portsOf } from '../../app/deploy/in-memory.fixture.ts';
import { testTerminal } from '../example-dependencies.fixture.ts';
import { runProgram } from '../program.ts';
import type { DeployConnection } from '../run/dependencies.ts';

/** The small package of the tests, on a disk. */
const packageFolder = (): string => {
  const folder = ownFolder();
  const sums = files.map(({ path, bytes }) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
    return `${createHash('sha256').update(bytes).digest('hex')}  ${path}\n`;
  });
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
  return folder;
};

const unasked = async (): Promise<never> => {
  throw new Error('nobody asks for this');
};

const deployment = (): DeployConnection => ({
  ports: portsOf(memory()),
  inspection: {
    mailAccount: async () => ({ isInSandbox: false, isSending: true, quota: undefined }),
    mailIdentity: async () => 'verified',
    functionConcurrency: async () => 1_000,
    kmsKey: unasked,
    groupExists: unasked,
  },
  region: 'eu-central-1',
  apiCalls: () => ({ total: 0, writes: 0, byOperation: {}, throttled: 0, throttledBy: {} }),
  close: () => undefined,
});

const dryRun = async (...parameters: readonly string[]) => {
  const played = testTerminal({ cwd: ownFolder(), deployment: deployment() });
  const given = parameters.flatMap((each) => ['--parameter', each]);
  const line = ['deploy', '--dry-run', '--admin-email', 'a@example.com', '--package', packageFolder(), ...given];
  const code = await runProgram(line, played.dependencies);
  return { code, out: played.out().replace(/\s+/g, ' '), err: played.err().replace(/\s+/g, ' ') };
};

describe('a deployment into a VPC', () => {
  it('says first what leaves the VPC by a NAT, and what happens without one', async () => {
    const { code, out } = await dryRun('RunLambdaInVPC=True', 'VpcId=vpc-0a1b2c3d', 'SubnetId=subnet-0a1b2c3d');
    expect(code).toBe(0);
    expect(out).toContain('the functions run in vpc-0a1b2c3d, in one subnet');
    expect(out).toMatch(/no endpoint in this Region, so that a NAT must lead there: .*IAM \(iam\.amazonaws\.com\)/);
    expect(out).toContain('Without it runs fail: KT-205 names the host');
  });

  it('says nothing of it where there is no VPC', async () => {
    const { code, out } = await dryRun();
    expect(code).toBe(0);
    expect(out).not.toContain('VPC');
  });

  it('is refused before anything is done where a part is missing', async () => {
    const { code, out, err } = await dryRun('RunLambdaInVPC=true', 'VpcId=vpc-0a1b2c3d');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('KT-101 settings-refused: the network of the functions is not whole');
    expect(err).toContain('give SubnetId, the subnets that the functions run in');
  });
});
