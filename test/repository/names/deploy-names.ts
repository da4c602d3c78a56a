import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { files, type Memory, memory, portsOf } from '../../../src/app/deploy/in-memory.fixture.ts';
import { outcomes, partNames } from '../../../src/cli/deploy/part-lines.ts';
import { type ListedCommandLine, objectIn } from './command-line.ts';
import { jsonNames } from './json-names.ts';
import type { Recording } from './recording.ts';

/** What deploy, its status and undeploy print for programs. */
export const addDeployNames = async ({ names, mask }: Recording, { keyturn }: ListedCommandLine): Promise<void> => {
  names.add('parts of a deployment', ...Object.keys(partNames));
  names.add('outcomes of parts', ...Object.keys(outcomes));
  const folder = packageFolder();
  const world = memory();
  const note = (changeSet: string): void => names.add('change sets', changeSet.replace(/\d+/, '<N>'));
  const print = async (verb: string, line: string): Promise<void> => {
    const printed = await keyturn(`${line} --json`, { connectDeployment: async () => connectionTo(world, note) });
    names.add(`JSON of ${verb}`, ...jsonNames(objectIn(printed), { mask }));
  };
  const deploy = `deploy --package ${folder} --admin-email admin@example.com`;
  await print('deploy', `${deploy} --dry-run`);
  await print('deploy', `${deploy} --yes`);
  await print('deploy', `${deploy} --yes --set rotateAfterDays=80`);
  const main = world.stacks.get('keyturn');
  if (main !== undefined) world.stacks.set('keyturn', { ...main, reason: 'User Initiated' });
  const [account, region, target] = ['200000000001', 'us-east-1', 'r-root'];
  world.instances = [{ account, region, status: 'OUTDATED', detail: 'FAILED', reason: 'no', target }];
  await print('deploy --status', `deploy --status --package ${folder}`);
  // The roles of this deployment exist in no account.
  await print('undeploy', 'undeploy --yes');
  await print('undeploy', 'undeploy --yes --leave-sealed');
  await print('undeploy', 'undeploy --yes');
  world.account = '200000000002';
  await print('deploy', `${deploy} --yes`);
  rmSync(folder, { recursive: true });
};

const connectionTo = (world: Memory, note: (changeSet: string) => void) => {
  const ports = portsOf(world);
  const stacks: typeof ports.stacks = {
    ...ports.stacks,
    resources: async () => [{ type: 'AWS::S3::Bucket', id: 'keyturn-runs' }],
    propose: (proposal) => {
      note(proposal.changeSet);
      return ports.stacks.propose(proposal);
    },
  };
  return {
    ports: {
      ...ports,
      stacks,
      stackSets: (callAs: 'SELF' | 'DELEGATED_ADMIN') => ({
        ...ports.stackSets(callAs),
        operations: async () => [{ id: 'x', action: 'CREATE', status: 'SUCCEEDED', reason: 'none' }],
      }),
      buckets: {
        ...ports.buckets,
        find: async () => world.bucket && { ...world.bucket, region: 'us-east-1' },
        readText: async () => LAST_RUN,
      },
    },
    inspection: {} as never,
    region: 'us-east-1',
    apiCalls: () => ({ total: 0, writes: 0, byOperation: {}, throttled: 0, throttledBy: {} }),
    close: () => undefined,
  };
};

/** In the run bucket: the pointer and the result that it points to, in one. */
const LAST_RUN = JSON.stringify({
  runId: '20270115-0300-scheduled',
  finishedAt: '2027-01-15T04:00:00.000Z',
  mode: 'apply',
  incomplete: false,
  summary: {},
});

/** As `npm run package` leaves it, with small files. */
const packageFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'keyturn-names-'));
  const write = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  for (const { path, bytes } of files) write(path, bytes);
  const sums = files.map(({ path, bytes }) => `${createHash('sha256').update(bytes).digest('hex')}  ${path}\n`);
  write('SHA256SUMS', sums.join(''));
  return folder;
};
