import { afterEach, describe, expect, it } from 'vitest';
import { probe } from '../../app/probe/probe.ts';
import { MINUTE, plus } from '../../core/time.ts';
import { httpClients } from '../client/machine-credentials.ts';
import { type InSandbox, inSandbox, MEMBER_ROLE, serveSandbox } from '../in-sandbox.fixture.ts';

const settings = {
  memberRole: MEMBER_ROLE,
  externalId: undefined,
  listRole: undefined,
  listAccount: undefined,
  secretRegion: undefined,
  central: undefined,
  templates: undefined,
};

const opened: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** A session in the member account over real SDK clients, on a machine whose clock is ahead by so much. */
const overHttp = async ({ world, clock, operator, connected, member }: InSandbox, aheadMs = 0) => {
  const served = await serveSandbox(world);
  opened.push(() => served.close());
  const own = { ...clock, now: () => plus(clock.now(), aheadMs) };
  const http = httpClients({ clock: own, endpoint: served.url, credentials: operator });
  opened.push(() => http.close());
  const { sessions } = connected({ clientFactory: http.clientFactory, clock: own, settings });
  const session = await sessions.open(member, { readOnly: false });
  opened.push(() => session.close());
  return { session, clock: own };
};

describe('over real SDK clients', () => {
  it('a signature that was refused as old stays old: the client does not correct its clock', async () => {
    const sandbox = inSandbox();
    const { session } = await overHttp(sandbox);
    const old = { signedAt: plus(sandbox.clock.now(), -16 * MINUTE) };
    for (const service of ['iam', 'sts', 'secretsmanager'] as const)
      for (const _ of ['first', 'again'])
        await expect(session.probeRequests.readSigned(service, 'nobody', old)).rejects.toMatchObject({
          kind: 'unauthenticated',
        });
  });

  it.each([
    ['right', 0],
    ['3 minutes ahead', 3 * MINUTE],
    ['3 minutes behind', -3 * MINUTE],
  ])('a whole probe finds the sandbox as expected, where the clock of this machine is %s', async (_, aheadMs) => {
    const sandbox = inSandbox();
    const { session, clock } = await overHttp(sandbox, aheadMs);
    const { signal } = new AbortController();
    const { arn } = session.caller;
    const [, role = ''] = arn.split('/');
    const writers = [`arn:aws:iam::${sandbox.member.id}:role/${role}`];
    const { rows, leftOver, verdict } = await probe({
      ...{ account: sandbox.member, session, clock, signal, nonce: 'nonce', kmsKey: undefined, writers },
    });
    const others = rows.filter(({ outcome }) => outcome !== 'as-expected');
    expect(others.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['access-by-describe', 'look-again'],
      ['access-by-denied-read', 'look-again'],
    ]);
    expect([verdict, leftOver]).toEqual(['fence-holds', []]);
  });
});

it('reads a stored value only where nothing denies it, and hands nothing on', async () => {
  const { connected, member, clock } = inSandbox();
  const session = await connected().sessions.open(member, { readOnly: false });
  const signed = { signedAt: clock.now() };
  const container = { name: 'x', description: '', versionId: 'g'.repeat(32), placeholder: 'a', tags: {} };
  const { arn } = await session.secretStore.create({ ...container, kmsKey: undefined }, signed);
  const version = { arn, versionId: container.versionId };
  expect(await session.probeRequests.readStored(version, signed)).toBeUndefined();
  const reading = await connected().sessions.open(member, { readOnly: true });
  await expect(reading.probeRequests.readStored(version, signed)).rejects.toThrow('this client may only read');
});
