import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DemoWorld } from '../../demo-organization/demo-organization.ts';
import { userByName } from '../../sandbox/seed.ts';
import { testTerminal } from '../example-dependencies.fixture.ts';
import { type DemoOptions, runDemo } from './run-demo.ts';

const MINUTES = 60_000;

interface Shown {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
  readonly demo: DemoWorld;
  /** Every secret that was ever in the world. */
  readonly secrets: ReadonlySet<string>;
  readonly mails: readonly { readonly name: string; readonly text: string }[];
}

const show = async (options: DemoOptions = {}, terminal: Parameters<typeof testTerminal>[0] = {}): Promise<Shown> => {
  const { dependencies, out, err } = testTerminal(terminal);
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-demo-test-'));
  const secrets = new Set<string>();
  let demo: DemoWorld | undefined;
  const onDay: DemoOptions['onDay'] = (day, lived) => {
    demo = lived;
    for (const { secretAccessKey } of lived.world.accessKeys.values()) secrets.add(secretAccessKey);
    for (const { secretAccessKey } of lived.world.sessions.values()) secrets.add(secretAccessKey);
    options.onDay?.(day, lived);
  };
  const exitCode = await runDemo(dependencies.io, { mails: folder, ...options, onDay });
  if (demo === undefined) throw new Error('no day was lived');
  const names = await readdir(folder);
  const mails = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
  );
  await rm(folder, { recursive: true });
  return { exitCode, out: out(), err: err(), demo, secrets, mails };
};

describe('the demo, through 40 days', () => {
  let shown: Shown;
  beforeAll(async () => {
    shown = await show();
  }, 5 * MINUTES);

  const keysOf = (name: keyof DemoWorld['facts']['cases']) => {
    const { accountId, userName } = shown.demo.facts.cases[name];
    const { keys } = userByName(shown.demo.world, accountId, userName);
    return keys.map(({ status, createdAt }) => {
      const ageDays = Math.round((shown.demo.world.now - createdAt) / 86_400_000);
      return `${status} ${ageDays}`;
    });
  };

  it('ends well, and no application was interrupted', () => {
    expect(shown.exitCode).toBe(0);
    expect(shown.demo.world.applications.flatMap(({ interruptions }) => interruptions)).toEqual([]);
    expect(shown.out).toMatch(/Applications interrupted +0 of 126/);
  });

  it('tells of each act on a screen of 30 lines of 100 characters', () => {
    const acts = shown.out.split(/\n(?=── )/).slice(1);
    expect(acts).toHaveLength(6);
    for (const act of acts) {
      expect(act.split('\n').length).toBeLessThanOrEqual(30);
      const lines = act.split('\n').filter((line) => !line.includes('index.html'));
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
    }
  });

  it('replaces the key of an application that takes the new one at once', () => {
    expect(keysOf('adoptsAtOnce')).toEqual(['Active 40']);
    expect(shown.out).toMatch(/checkout-api +day 0 new key · day 1 new key installed · day 3 owner told/);
  });

  it('waits for a team that needs five days', () => {
    expect(keysOf('adoptsAfterFiveDays')).toEqual(['Active 40']);
  });

  it('leaves the old key to an owner who never installs the new one, and reminds every week', () => {
    expect(keysOf('neverAdopts')).toEqual(['Active 943', 'Active 40']);
    expect(shown.out).toMatch(/legacy-invoicing +day 27 owner reminded · day 34 owner reminded/);
  });

  it('retires the old key of a network-restricted user only after its owner used the new one', () => {
    expect(keysOf('networkRestricted')).toEqual(['Active 40']);
    expect(shown.out).toMatch(/push-gateway +day 6 new key installed/);
  });

  it('replaces the keys of users with a comma and with a path in their names', () => {
    expect([keysOf('comma'), keysOf('path')]).toEqual([['Active 40'], ['Active 40']]);
  });

  it('never touches an exempt user', () => {
    expect(keysOf('exempt')).toEqual(['Active 252']);
    expect(
      shown.demo.world.accounts.get(shown.demo.facts.accounts.dataPlatform)?.users.get('warehouse-loader')
        ?.attachedPolicies,
    ).toEqual([]);
  });

  it('touches nobody in the suspended account and in the one without the member role', () => {
    const { suspended, partnerGateway } = shown.demo.facts.accounts;
    const young = [...shown.demo.world.accessKeys.values()].filter(
      ({ accountId, createdAt }) =>
        [suspended, partnerGateway].includes(accountId) && shown.demo.world.now - createdAt < 40 * 86_400_000,
    );
    expect(young).toEqual([]);
  });

  it('reports two keys in use, and touches neither', () => {
    expect(keysOf('twoKeysInUse')).toEqual(['Active 360', 'Active 180']);
    expect(shown.out).toMatch(/both keys are in use: there is no slot for a successor: release-bot/);
  });

  it('takes away an idle second key, and an inactive one that is in the way', () => {
    expect(keysOf('oneOfTwoIdle')).toEqual(['Active 85', 'Active 19']);
    expect(keysOf('inactiveSecondKey')).toEqual(['Inactive 190', 'Active 29']);
  });

  it('runs with the period that keeps every active key under 90 days, but for those that need a person', () => {
    expect(shown.out).toContain('(rotateAfterDays: 57)');
    expect(shown.out).toMatch(/Keys over 90 days +69 → 13, and each of them needs a person:/);
  });

  it('is what docs/demo.svg shows', async () => {
    const picture = await readFile(new URL('../../../docs/demo.svg', import.meta.url), 'utf8');
    const bare = (line: string): string => line.replace(/[\s█]/g, '');
    const printed = new Set(shown.out.split('\n').map(bare));
    const drawn = picture.split('\n').filter((line) => line.includes('<text'));
    expect(drawn.length).toBeGreaterThan(30);
    const texts = drawn.map((line) => bare(line.replaceAll(/<[^>]*>/g, '')));
    const foreign = texts.filter((text) => !printed.has(text));
    expect(foreign, 'run npm run picture').toEqual(['$npmstart', '...', '...']);
  });

  it('writes every mail as a page and as text, and a list of them', () => {
    const sent = shown.demo.world.mailbox.length;
    expect(sent).toBeGreaterThan(50);
    expect(shown.mails).toHaveLength(2 * sent + 1);
    expect(shown.out).toMatch(new RegExp(`Mails sent +${sent}\\b`));
    expect(shown.out).toContain('index.html');
  });

  it('lets no secret into anything printed or written', () => {
    expect(shown.secrets.size).toBeGreaterThan(250);
    const texts = [shown.out, shown.err, ...shown.mails.map(({ text }) => text)].join('\n');
    expect([...shown.secrets].filter((secret) => texts.includes(secret))).toEqual([]);
  });
});

describe('the demo on a terminal of 80 x 24, when it is to be fast', () => {
  let pauses: number[];
  let shown: string;
  beforeAll(async () => {
    const { dependencies, out } = testTerminal({ isTTY: true, env: { NO_COLOR: '1' } });
    pauses = [];
    const clock = { ...dependencies.io.clock, sleep: async (ms: number) => void pauses.push(ms) };
    const mails = await mkdtemp(join(tmpdir(), 'keyturn-demo-test-'));
    await runDemo({ ...dependencies.io, clock, out: { ...dependencies.io.out, columns: 80 } }, { fast: true, mails });
    await rm(mails, { recursive: true });
    shown = out();
  }, 5 * MINUTES);

  it('ends with its verdict, all of it on the last screen', () => {
    const last = shown.split('\n').slice(-24).join('\n');
    expect(last).toMatch(/^── Day 40: the verdict/m);
    expect(last).toMatch(/Applications interrupted +0 of 126[\s\S]*Keys over 90 days +69 → 13/);
    expect(last).toMatch(/exempt by its group: warehouse-loader\n$/);
  });

  it('writes no line that is too long, but where it names the folder of the mails', () => {
    const tooLong = shown.split('\n').filter((line) => line.trimEnd().length > 80 && !line.includes('index.html'));
    expect(tooLong).toEqual([]);
  });

  it('asks for pauses of twelve seconds at most, so that it takes 20 with what it computes', () => {
    expect(pauses.length).toBeGreaterThan(40);
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(12_000);
  });
});

describe('an unsafe deactivation in the middle of the demo', () => {
  const switchOff: DemoOptions['onDay'] = (day, { world, facts }) => {
    if (day !== 2) return;
    const { accountId, userName } = facts.cases.adoptsAfterFiveDays;
    const program = world.applications.find((each) => each.accountId === accountId && each.userName === userName);
    const key = world.accessKeys.get(program?.credentials.accessKeyId ?? '');
    if (key === undefined) throw new Error('the application has no key');
    key.status = 'Inactive';
  };

  it(
    'is reported by the application, by name, and fails the demo',
    async () => {
      const { exitCode, out } = await show({ lastDay: 4, onDay: switchOff });
      expect(exitCode).toBe(1);
      expect(out).toMatch(/Applications interrupted +1 of 126/);
      expect(out).toMatch(/catalog-publisher in web-shop: AKIA\w+ refused since day 2, 6 times/);
    },
    2 * MINUTES,
  );
});

it(
  'prints one JSON object with the figures, and nothing else',
  async () => {
    const { out, err } = await show({ json: true, lastDay: 1 }, { isTTY: true });
    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      accounts: 12,
      users: 250,
      days: 1,
      before: { keysTooOld: expect.any(Number) },
      after: { interrupted: [] },
      shorter: { rotateAfterDays: 57 },
      mails: { sent: 0 },
    });
  },
  MINUTES,
);

it(
  'prints ASCII without colours where the terminal asks for it',
  async () => {
    const { out } = await show({ lastDay: 3 }, { isTTY: true, env: { LANG: 'C', NO_COLOR: '1' } });
    expect(out).toContain("nobody's time begins to run");
    expect(out).toMatch(/^[\x20-\x7e\n]*$/);
  },
  MINUTES,
);
