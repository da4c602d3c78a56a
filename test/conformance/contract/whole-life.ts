import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';
import type { Backend } from './backend.ts';
import { clientsOf } from './clients.ts';
import { holderOf, listKeys, readCurrent, secretNameOf } from './evidence.ts';
import { applyArgs, environmentFor, keyturn, resultOf } from './keyturn.ts';
import type { PopulationUser } from './population.ts';
import { type SeededUser, seed } from './seed.ts';

/** Days on which keyturn comes, after the first: around each date of the life, and no day between. */
const DAYS = [0, 1, 14, 15, 16, 21, 22, 23, 24, 31, 32, 33] as const;

/** One day, by keyturn's word and by the server's. */
interface LivedDay {
  readonly day: number;
  readonly code: number;
  /** As `WARN done`. */
  readonly steps: readonly string[];
  /** Of the user afterwards: `id status`. */
  readonly keys: readonly string[];
}

interface WholeLife {
  readonly old: SandboxCredentials;
  readonly successor: SandboxCredentials;
  readonly user: SeededUser;
  readonly days: readonly LivedDay[];
}

const due: PopulationUser = { name: 'ann', path: '/service/', kind: 'due', isExempt: false };

/**
 * One user's key from its successor to its deletion, with runs of the command line alone: what another's server, which
 * keeps keys, secrets and dates by itself, says of each step.
 */
export const wholeLife = (name: string, open: () => Promise<Backend>): void => {
  describe(`the whole life of a key on ${name}`, () => {
    let backend: Backend | undefined;
    let life: WholeLife | undefined;
    const lived = (): WholeLife => {
      if (life === undefined) throw new Error('nothing was lived');
      return life;
    };
    const dayOf = (step: string): number | undefined =>
      lived().days.find(({ steps }) => steps.includes(`${step} done`))?.day;
    const keysOn = (wanted: number | undefined) => lived().days.find(({ day }) => day === wanted)?.keys;

    beforeAll(async () => {
      backend = await open();
      life = await live(backend);
    }, 600_000);
    afterAll(() => backend?.close());

    it('ends each run with exit code 0', () => expect(lived().days.filter(({ code }) => code !== 0)).toEqual([]));

    it('does each step once, in order', () =>
      expect(lived().days.flatMap(({ steps }) => steps)).toEqual([
        'ROTATE done',
        'WARN done',
        'DEACTIVATE done',
        'ANNOUNCE done',
        'DELETE done',
      ]));

    it('keeps to the dates of the server: quiet for 14 days since the owner read with it, warned 7 before, inactive for 10', () => {
      const [warned = 0, deactivated = 0, deleted = 0] = [dayOf('WARN'), dayOf('DEACTIVATE'), dayOf('DELETE')];
      expect([warned, deactivated, deleted]).toEqual([15, 22, 32]);
    });

    it('leaves by the word of the server two keys, then one of them inactive, then one', () => {
      const { old, successor } = lived();
      const both = (status: string) => [`${old.accessKeyId} ${status}`, `${successor.accessKeyId} Active`].sort();
      expect(keysOn(dayOf('WARN'))).toEqual(both('Active'));
      expect(keysOn(dayOf('DEACTIVATE'))).toEqual(both('Inactive'));
      expect(keysOn(31)).toEqual(both('Inactive'));
      expect(lived().days.at(-1)?.keys).toEqual([`${successor.accessKeyId} Active`]);
    });

    it('leaves the user with a key that works, in a secret that he reads with it', async () => {
      if (backend === undefined) throw new Error('nothing was opened');
      const { user, successor, old } = lived();
      expect(await holderOf(backend, successor)).toMatch(/:user\/service\/ann$/);
      const read = await readCurrent(clientsOf(backend, successor), secretNameOf(user));
      expect(read).toMatchObject({ stored: { UserName: 'ann', AccessKeyId: successor.accessKeyId } });
      expect(old.accessKeyId).not.toBe(successor.accessKeyId);
    });
  });
};

const live = async (backend: Backend): Promise<WholeLife> => {
  const [user] = await seed(backend, [[due]]);
  const [old] = user?.keys ?? [];
  if (user === undefined || old === undefined) throw new Error('nobody lives here');
  const days: LivedDay[] = [];
  let successor: SandboxCredentials | undefined;
  for (const day of DAYS) {
    await backend.travelTo(-day);
    // The application took the new key on the day after, and uses it ever since.
    if (day > 0) successor ??= await fetchNewKey(backend, user, old);
    if (successor !== undefined) await clientsOf(backend, successor).sts.send(new GetCallerIdentityCommand({}));
    days.push(await comeOn(day, backend, user));
  }
  if (successor === undefined) throw new Error('there is no successor');
  return { old, successor, user, days };
};

const fetchNewKey = async (
  backend: Backend,
  user: SeededUser,
  old: SandboxCredentials,
): Promise<SandboxCredentials> => {
  const read = await readCurrent(clientsOf(backend, old), secretNameOf(user));
  if ('error' in read) throw new Error(`the owner cannot read: ${read.error}`);
  const { AccessKeyId = '', SecretAccessKey = '' } = read.stored;
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
};

const comeOn = async (day: number, backend: Backend, user: SeededUser): Promise<LivedDay> => {
  const environment = { ...environmentFor(backend.url, backend.operator), ...backend.environment() };
  const ended = await keyturn(applyArgs, environment);
  const steps = resultOf(ended).users.map(({ step, outcome }) => `${step} ${outcome}`);
  return { day, code: ended.code, steps, keys: (await listKeys(backend, [user])).get(user.name) ?? [] };
};
