import { describe, expect, it } from 'vitest';
import { AwsFault } from '../faults/aws-fault.ts';
import type { Account } from '../ports/organizations.ts';
import type { AccountSessions } from '../ports/sts.ts';
import type { RunTicket } from '../run-bucket/documents.ts';
import { runKeys } from '../run-bucket/keys.ts';
import {
  FIRST,
  manifestOf,
  memoryStore,
  RUN,
  runTicket,
  SECOND,
  settings,
  stoppedClock,
  THIRD,
  ticketOf,
} from './in-memory.fixture.ts';
import type { StartRequest } from './prepare-run.ts';
import { startRun } from './start-run.ts';

const accountOf = (id: Account['id'], change: Partial<Account> = {}): Account => ({
  id,
  name: `name-${id.slice(0, 1)}`,
  email: `${id.slice(0, 1)}@example.com`,
  state: 'ACTIVE',
  ...change,
});

interface Scene {
  readonly accounts?: readonly Account[];
  readonly breaksOff?: boolean;
  readonly below?: readonly Account[] | AwsFault;
}

const denied = new AwsFault('denied', 'AccessDenied', 'organizations:ListAccounts', 'denied');

const scene = ({ accounts = [FIRST, SECOND, THIRD].map((id) => accountOf(id)), breaksOff, below = [] }: Scene = {}) => {
  const bucket = memoryStore();
  const started: { name: string; run: RunTicket }[] = [];
  const organizationAccounts = {
    async *accounts() {
      yield accounts;
      if (breaksOff) throw denied;
    },
    async *accountsBelow() {
      if (below instanceof AwsFault) throw below;
      yield below;
    },
  };
  const stateMachine = {
    find: async (name: string) => {
      const run = started.find((each) => each.name === name)?.run;
      return run && { executionArn: `arn:${name}`, run };
    },
    start: async (name: string, { run }: { readonly run: RunTicket }) => {
      started.push({ name, run });
      return { executionArn: `arn:${name}` };
    },
  };
  const parts = {
    organizationAccounts,
    sessions: {} as AccountSessions,
    store: bucket.store,
    openRun: () => bucket.store,
    nonce: () => 'seal-1',
    stateMachine,
    clock: stoppedClock(),
  };
  const request: StartRequest = {
    settings: settings(),
    mode: 'apply',
    ous: [],
    isScheduled: true,
    functionsAtATime: 2,
    runId: RUN,
    bucket: 'keyturn-runs',
  };
  const start = (change: Partial<StartRequest> = {}) => startRun({ ...request, ...change }, parts);
  const listed = () => bucket.get(runKeys.accounts(RUN))?.map(({ account }: { account: string }) => account);
  return { bucket, started, parts, start, listed };
};

describe('the start of a run', () => {
  it('leaves the accounts in the bucket and starts the engine on them, under the name of the run', async () => {
    const { start, started, bucket, listed } = scene();
    bucket.put(runKeys.firstReport, {});
    expect(await start()).toEqual({
      runId: RUN,
      executionArn: `arn:${RUN}`,
      mode: 'apply',
      accounts: 3,
      skipped: 0,
      isListWhole: true,
      force: '',
    });
    expect(started).toEqual([{ name: RUN, run: runTicket() }]);
    expect(listed()).toEqual([FIRST, SECOND, THIRD]);
    expect(bucket.get(runKeys.accounts(RUN))[1]).toEqual({
      account: SECOND,
      name: 'name-2',
      email: '2@example.com',
      share: 1,
    });
    expect(bucket.get(runKeys.manifest(RUN))).toEqual(manifestOf(runTicket(), { accounts: 3 }));
  });

  it('leaves out closed accounts, and those that the settings exempt by id or by OU, and says why', async () => {
    const closed = accountOf(THIRD, { state: 'SUSPENDED' });
    const { start, bucket, listed } = scene({
      accounts: [accountOf(FIRST), accountOf(SECOND), closed, accountOf('444444444444' as Account['id'])],
      below: [accountOf(SECOND)],
    });
    const exempting = settings({ exempt: { account: '444444444444', ou: 'ou-ab12-11111111' } });
    expect(await start({ settings: exempting })).toMatchObject({ accounts: 1, skipped: 3 });
    expect(listed()).toEqual([FIRST]);
    const { skipped } = bucket.get(runKeys.manifest(RUN));
    expect(skipped.map(({ error }: { error: string }) => error)).toEqual([
      'exempt by ou ou-ab12-11111111',
      'the account is SUSPENDED',
      'exempt by account 444444444444',
    ]);
  });

  it('goes through the accounts of the given OUs alone, each once', async () => {
    const { start, listed } = scene({ below: [accountOf(SECOND)] });
    await start({ ous: ['ou-ab12-11111111', 'ou-ab12-22222222'] });
    expect(listed()).toEqual([SECOND]);
  });

  it('stops where an exempt OU cannot be looked up: nobody knows whom to leave alone', async () => {
    const { start, started, bucket } = scene({ below: denied });
    await expect(start({ settings: settings({ exempt: { ou: 'ou-ab12-11111111' } }) })).rejects.toThrow('denied');
    expect([started, bucket.objects.size]).toEqual([[], 0]);
  });

  it('goes on over a list that broke off, and remembers that it did', async () => {
    const { start, bucket, listed } = scene({ breaksOff: true, accounts: [accountOf(FIRST)] });
    expect(await start()).toMatchObject({ accounts: 1, isListWhole: false });
    expect(listed()).toEqual([FIRST]);
    expect(bucket.get(runKeys.manifest(RUN)).listFailure).toContain('denied');
  });

  it.each([
    ['no account could be listed', { accounts: [], breaksOff: true }, 'denied'],
    ['none is left', { accounts: [accountOf(FIRST, { state: 'SUSPENDED' })] }, 'no account is left to go through'],
  ])('refuses where %s, and starts nothing', async (_, given, words) => {
    const { start, started, bucket } = scene(given);
    await expect(start()).rejects.toThrow(words);
    expect([started, bucket.objects.size]).toEqual([[], 0]);
  });

  it('asked again under the same id, tells what was listed then, and starts nothing', async () => {
    const { start, started, parts, bucket } = scene();
    const first = await start();
    const before = new Map(bucket.objects);
    parts.organizationAccounts.accounts = async function* () {
      yield [accountOf(FIRST)];
    };
    expect(await start({ mode: 'plan' })).toEqual(first);
    expect(started).toHaveLength(1);
    expect(bucket.objects).toEqual(before);
  });

  it('leaves what another delivery started meanwhile as that wrote it', async () => {
    const { start, started, parts, bucket } = scene();
    const { accounts } = parts.organizationAccounts;
    let others: Promise<unknown> | undefined;
    parts.organizationAccounts.accounts = async function* () {
      parts.organizationAccounts.accounts = accounts;
      others = start({ mode: 'plan' });
      await others;
      yield [accountOf(FIRST)];
    };
    expect(await start()).toEqual(await others);
    expect(started).toHaveLength(1);
    expect(bucket.get(runKeys.accounts(RUN))).toHaveLength(3);
  });

  it('believes no manifest that lies there before it: its own list is written over that', async () => {
    const { start, started, bucket, listed } = scene();
    bucket.put(runKeys.accounts(RUN), [ticketOf('999999999999' as Account['id'])]);
    bucket.put(runKeys.manifest(RUN), manifestOf(runTicket({ mode: 'plan' }), { accounts: 1 }));
    bucket.put(runKeys.firstReport, {});
    expect(await start()).toMatchObject({ mode: 'apply', accounts: 3 });
    expect(started[0]?.run.mode).toBe('apply');
    expect(listed()).toEqual([FIRST, SECOND, THIRD]);
  });

  it('leaves the seal in the execution alone, and in no document', async () => {
    const { start, started, bucket } = scene();
    await start();
    expect(started[0]?.run.seal).toBe('seal-1');
    expect([...bucket.objects.values()].join()).not.toContain('seal-1');
  });

  it('keeps the addresses of all accounts for mails by hand, and of none where not all were listed', async () => {
    const whole = scene({ accounts: [accountOf(FIRST), accountOf(SECOND, { email: undefined, state: 'SUSPENDED' })] });
    await whole.start();
    expect(whole.bucket.get(runKeys.accountAddresses)).toEqual({ [FIRST]: '1@example.com', [SECOND]: '' });
    const partly = scene({ accounts: [accountOf(FIRST)], breaksOff: true });
    await partly.start();
    expect(partly.bucket.objects.has(runKeys.accountAddresses)).toBe(false);
  });
});

describe('the start of a forced rotation', () => {
  it('searches all accounts where none is given', async () => {
    const { start, started, listed } = scene();
    expect(await start({ force: { name: 'alice' }, isScheduled: false })).toMatchObject({
      force: 'alice',
      accounts: 3,
    });
    expect(started[0]?.run).toMatchObject({ force: 'alice', isSearch: true, isScheduled: false });
    expect(listed()).toHaveLength(3);
  });

  it('goes straight to the account that is given', async () => {
    const { start, started, listed } = scene();
    await start({ force: { name: 'alice', account: SECOND } });
    expect(started[0]?.run).toMatchObject({ force: 'alice', isSearch: false });
    expect(listed()).toEqual([SECOND]);
  });

  it('refuses an account that is not in the organization', async () => {
    const { start, started } = scene();
    await expect(start({ force: { name: 'alice', account: '999999999999' as Account['id'] } })).rejects.toThrow(
      'account 999999999999 is not in this organization',
    );
    expect(started).toEqual([]);
  });

  it('refuses an account outside the given OUs, where the member role is not', async () => {
    const { start, started } = scene({ below: [accountOf(SECOND)] });
    const forced = start({ force: { name: 'alice', account: THIRD }, ous: ['ou-ab12-11111111'] });
    await expect(forced).rejects.toThrow(`account ${THIRD} is not in this organization (or not in the OUs given)`);
    expect(started).toEqual([]);
  });

  it('refuses an account that the settings leave alone', async () => {
    const { start, started } = scene();
    const exempting = settings({ exempt: { account: SECOND } });
    const forced = start({ force: { name: 'alice', account: SECOND }, settings: exempting });
    await expect(forced).rejects.toThrow(`exempt by account ${SECOND}`);
    expect(started).toEqual([]);
  });
});
