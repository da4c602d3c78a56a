import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, instant, plus } from '../../../src/core/time.ts';
import { serveSandbox } from '../../../src/sandbox/http/server.ts';
import type { TransportFault } from '../../../src/sandbox/http/transport-faults.ts';
import { addKey, addUser } from '../../../src/sandbox/seed.ts';
import { applyArgs, type EndedCommand, environmentFor, keyturn } from '../../conformance/contract/keyturn.ts';
import { createOrganization } from '../../support/organization.ts';
import { leaksIn } from './leaks.ts';
import { textOf } from './world-text.ts';

/** By operation and how-manieth call. */
const faults: Readonly<Record<string, TransportFault>> = {
  'iam:CreateAccessKey 2': 'truncate',
  'secretsmanager:PutSecretValue 5': 'html-after',
  'secretsmanager:PutSecretValue 9': 'reset-after',
  'secretsmanager:GetSecretValue 1': 'truncate',
  'sts:GetCallerIdentity 4': 'throttle',
  'sesv2:SendEmail 1': '500',
};

describe('secrets while a process of its own rotates over a bad line', () => {
  const settled = createOrganization({ now: instant(Date.now()), members: ['payments'] });
  const { world, members, operator } = settled;
  const met = new Set<string>();
  const secrets = new Set<string>([operator.secretAccessKey]);
  const ends: EndedCommand[] = [];
  let folder = '';

  /** Each call finds the keys of all calls before it. */
  const gather = (): void => {
    for (const { secretAccessKey } of [...world.accessKeys.values(), ...world.sessions.values()])
      secrets.add(secretAccessKey);
  };

  beforeAll(async () => {
    world.settings.newKeyLagMs = 0;
    world.settings.reportDelayMs = 0;
    for (const { id } of members)
      for (const name of ['ann', 'bob', 'cleo', 'dora']) {
        addUser(world, id, { name });
        addKey(world, id, name, { createdAt: plus(world.now, -100 * DAY) });
      }
    folder = await mkdtemp(join(tmpdir(), 'keyturn-canary-'));
    const served = await serveSandbox(world, {
      advanceWithRealTime: true,
      faults: (operation, nth) => {
        gather();
        const fault = faults[`${operation} ${nth}`];
        if (fault !== undefined) met.add(`${operation} ${nth}`);
        return fault;
      },
    });
    const env = { ...environmentFor(served.url, operator), TMPDIR: folder, HOME: folder, KEYTURN_PARALLEL_USERS: '1' };
    ends.push(await keyturn([...applyArgs, '--debug'], env, folder));
    ends.push(await keyturn([...applyArgs.filter((arg) => arg !== '--json'), '--debug'], env, folder));
    gather();
    await served.close();
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true }));

  it('are created, and every fault is met', () => {
    expect(secrets.size).toBeGreaterThan(8);
    expect([...met].sort()).toEqual(Object.keys(faults).sort());
    expect(ends.map(({ code }) => code)).toEqual([3, 0]);
  });

  it('are not on stdout or stderr', () => {
    const text = ends.map(({ stdout, stderr }) => `${stdout}\n${stderr}`).join('\n');
    expect(text).toMatch(/debug \S+ secretsmanager:PutSecretValue/);
    expect(leaksIn(text, secrets)).toEqual([]);
  });

  it('are not in files: none is left, neither in the working folder nor in the temporary one', async () => {
    expect(await readdir(folder)).toEqual([]);
  });

  it('are not in what it leaves in AWS', () => {
    expect(leaksIn(textOf(world), secrets)).toEqual([]);
  });
});
