import { describe, expect, it } from 'vitest';
import type { UserStatus } from '../../../src/app/results/user-status.ts';
import { kindOf } from '../../../src/aws/client/operations.ts';
import type { ServiceName } from '../../../src/aws/client/service-name.ts';
import { human, organizationWithOneDueUser, runDaily, SECRET } from '../../support/one-due-user.ts';
import {
  createTestOrganization,
  MEMBER,
  type RunOptions,
  type TestOrganization,
} from '../../support/test-organization.ts';

/** Everybody who is listed, by name; asked for by a plan. */
const listed = async (organization: TestOrganization, options: RunOptions = {}) => {
  const users = new Map<string, UserStatus>();
  await organization.run({ mode: 'plan', ...options, listed: (user) => void users.set(user.user, user) });
  return users;
};

const sentBy = async (organization: TestOrganization, work: () => Promise<unknown>): Promise<readonly string[]> => {
  const before = organization.sent.length;
  await work();
  return organization.sent.slice(before).toSorted();
};

const isWrite = (name: string): boolean => {
  const [service = '', operation = ''] = name.split(':');
  return kindOf(service as ServiceName, operation) === 'write';
};

describe('who is listed', () => {
  it('everybody with a key: due, blocked, exempt, switched off, and young, each with the words of the plan', async () => {
    const organization = createTestOrganization();
    organization.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
    organization.user('bob', [
      { ageDays: 320, usedDaysAgo: 1 },
      { ageDays: 140, usedDaysAgo: 3 },
    ]);
    organization.user('carol', [{ ageDays: 200 }], { path: '/vendors/' });
    organization.user('dave', [{ ageDays: 40, status: 'Inactive' }]);
    organization.user('erin', [{ ageDays: 30, usedDaysAgo: 2 }]);
    organization.user('frank', [{ ageDays: 30 }], { path: '/vendors/' });
    organization.user('grace', []);
    organization.user('heidi', [], { path: '/vendors/' });
    const users = await listed(organization, { settings: { exemptions: [{ path: '/vendors/', reason: 'theirs' }] } });
    expect(
      [...users.values()].map(({ user, seen, state, step, message }) => [user, seen, state, step, message]),
    ).toEqual(
      expect.arrayContaining([
        ['alice', 'live', 'planned', 'ROTATE', 'the key is 95 days old'],
        ['bob', 'live', 'blocked', 'NOTHING', expect.stringContaining('both keys are in use')],
        ['carol', 'live', 'exempt', 'NOTHING', 'exempt by path /vendors/ (theirs)'],
        ['dave', 'live', 'not-due', 'NOTHING', 'every key is inactive: somebody switched this user off'],
        ['erin', 'reported', 'not-due', 'NOTHING', 'due in 60 days'],
        ['frank', 'reported', 'exempt', 'NOTHING', 'exempt by path /vendors/ (theirs)'],
      ]),
    );
    expect([...users.keys()].toSorted()).toEqual(['alice', 'bob', 'carol', 'dave', 'erin', 'frank']);
  });

  it('a young key by the credential report: its age, last use and date, and no id, which a report does not tell', async () => {
    const organization = createTestOrganization();
    organization.user('erin', [{ ageDays: 30, usedDaysAgo: 2 }]);
    expect((await listed(organization)).get('erin')).toMatchObject({
      account: MEMBER,
      accountName: 'payments',
      keys: [
        { id: null, role: null, status: 'Active', ageDays: 30, lastUsedDays: 2, createdAt: '2026-05-02T06:00:00Z' },
      ],
      dates: [{ what: 'due', key: null, at: '2026-07-31T00:00:00Z' }],
      owner: { addresses: ['payments@example.com'], from: 'account-address' },
    });
  });

  it('with the ids of young keys where users are listed instead of a report', async () => {
    const organization = createTestOrganization();
    organization.user('erin', [{ ageDays: 30 }]);
    const [{ id = '' } = {}] = organization.keysOf('erin');
    expect((await listed(organization, { settings: { discovery: 'list' } })).get('erin')).toMatchObject({
      keys: [{ id, ageDays: 30 }],
      dates: [{ what: 'due', key: id }],
    });
  });

  it('a user without a key only where the plan has a line of him', async () => {
    const { organization } = organizationWithOneDueUser();
    await runDaily(organization, 1);
    organization.world.accessKeys.clear();
    const named = { scope: { users: ['alice'] } };
    const plan = await organization.run({ mode: 'plan', ...named });
    const users = await listed(organization, named);
    expect([...users.values()]).toMatchObject(plan.users.map(({ user, step, reason }) => ({ user, step, reason })));
  });

  it('a named user live, however young his key', async () => {
    const organization = createTestOrganization();
    organization.user('erin', [{ ageDays: 30 }]);
    const users = await listed(organization, { scope: { users: ['erin'] } });
    expect([...users.values()]).toMatchObject([
      {
        user: 'erin',
        seen: 'live',
        state: 'not-due',
        keys: [{ id: organization.keysOf('erin')[0]?.id, role: 'other' }],
      },
    ]);
  });

  it('nobody of an account that could not be seen as a whole', async () => {
    const { organization } = organizationWithOneDueUser();
    organization.before = ({ operation }) => {
      if (operation === 'iam:GetGroup') throw Object.assign(new Error('no'), { name: 'AccessDenied' });
    };
    const users = await listed(organization, { settings: { exemptions: [{ group: 'BreakGlass' }] } });
    expect([...users.keys()]).toEqual([]);
  });

  it('who could not be looked at as failed, with what the report tells of his keys', async () => {
    const { organization } = organizationWithOneDueUser();
    organization.before = ({ operation }) => {
      if (operation === 'iam:ListAccessKeys') throw Object.assign(new Error('no'), { name: 'AccessDenied' });
    };
    expect((await listed(organization)).get('alice')).toMatchObject({
      seen: 'reported',
      state: 'failed',
      reason: 'AccessDenied',
      keys: [{ id: null, ageDays: 95, lastUsedDays: 1 }],
    });
  });
});

describe('a rotation under way', () => {
  it('says which key is which, whom it is told, and what comes next', async () => {
    const { organization } = organizationWithOneDueUser();
    await runDaily(organization, 3);
    const [old, current] = organization.keysOf('alice').map(({ id }) => id);
    expect((await listed(organization)).get('alice')).toMatchObject({
      seen: 'reported',
      state: 'waiting',
      step: 'NOTHING',
      reason: 'still-used',
      until: expect.stringMatching(/^2026-06-1/),
      keys: [
        { id: old, role: 'old', status: 'Active', ageDays: 98 },
        { id: current, role: 'current', status: 'Active', ageDays: 3 },
      ],
      dates: [
        { what: 'deactivation', key: old },
        { what: 'due', key: current },
      ],
      owner: { addresses: ['payments@example.com'], toldAt: '2026-06-01T06:00:12Z' },
    });
  });

  it('says that the owner was not told, where no mail was accepted', async () => {
    const { organization } = organizationWithOneDueUser();
    organization.before = ({ operation }) => {
      if (operation === 'sesv2:SendEmail') throw Object.assign(new Error('no'), { name: 'MessageRejected' });
    };
    await organization.run();
    const alice = (await listed(organization)).get('alice');
    expect(alice?.keys.map(({ role }) => role)).toEqual(['old', 'current']);
    expect(alice?.owner).not.toHaveProperty('toldAt');
  });

  it('tells no owner of whom the tags were not read, where a tag would name him', async () => {
    const { organization } = organizationWithOneDueUser();
    organization.user('erin', [{ ageDays: 30 }], { tags: { owner: 'erin@example.com' } });
    const settings = { ownerTag: 'owner', ownerDomains: ['example.com'] };
    const users = await listed(organization, { settings });
    expect(users.get('erin')?.owner).toEqual({ addresses: [], from: 'tags-unread' });
    const named = await listed(organization, { settings, scope: { users: ['erin'] } });
    expect(named.get('erin')?.owner).toEqual({ addresses: ['erin@example.com'], from: 'owner-tag' });
  });
});

it("tells no step that today's plan does not tell: what report and list suggest may be late", async () => {
  const { organization } = organizationWithOneDueUser();
  await runDaily(organization, 2);
  const [old, current] = organization.keysOf('alice').map(({ id }) => id);
  human(organization, 'iam', 'DeleteAccessKey', { UserName: 'alice', AccessKeyId: old });
  // As if the owner had not been told, which the secret says and no date brings up.
  human(organization, 'secretsmanager', 'UntagResource', { SecretId: SECRET, TagKeys: [`keyturn:${current}:mail`] });
  organization.days(1);
  // For whom the account's secrets are listed each day.
  organization.user('bob', [
    { ageDays: 320, usedDaysAgo: 1 },
    { ageDays: 140, usedDaysAgo: 3 },
  ]);
  const said: boolean[] = [];
  for (let day = 0; day < 5; day += 1) {
    const plan = await organization.run({ mode: 'plan' });
    const alice = (await listed(organization)).get('alice');
    expect(alice?.state === 'planned').toBe(plan.users.some(({ user }) => user === 'alice'));
    said.push(alice?.state === 'planned');
    organization.days(1);
  }
  // Only on the account's regular day is a single young key looked at.
  expect(said.filter((isSaid) => isSaid)).toHaveLength(1);
});

describe('what a list costs', () => {
  it.each([
    ['with somebody due', 'alice', {}],
    [
      'where nobody is looked at, and a group is exempt that need not be read',
      undefined,
      { 'exempt.group': ['Vendors'] },
    ],
  ])('no request that the plan does not send, and none that writes: %s', async (_, due, settings) => {
    const organization = createTestOrganization();
    if (due !== undefined) organization.user(due, [{ ageDays: 95, usedDaysAgo: 1 }]);
    for (let index = 0; index < 200; index += 1) organization.user(`young-${index}`, [{ ageDays: index % 80 }]);
    const planned = await sentBy(organization, () => organization.run({ mode: 'plan', settings }));
    let users = 0;
    const sent = await sentBy(organization, async () => {
      users = (await listed(organization, { settings })).size;
    });
    expect(users).toBe(due === undefined ? 200 : 201);
    expect(sent).toEqual(planned);
    expect(sent.filter(isWrite)).toEqual([]);
  });
});
