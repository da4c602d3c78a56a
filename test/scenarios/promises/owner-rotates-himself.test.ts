import { describe, expect, it } from 'vitest';
import type { UserResult } from '../../../src/app/results/result.ts';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';
import { admin, created } from '../../support/story.ts';
import { createTestOrganization, type TestOrganization } from '../../support/test-organization.ts';

const userOf = (ageDays: number) => {
  const organization = createTestOrganization();
  const [old] = organization.user('dev', [{ ageDays, usedDaysAgo: 0 }]);
  if (old === undefined) throw new Error('no key');
  const application = organization.application('dev', old, { everyDays: 1, adopt: 'never' });
  return { organization, old: old.accessKeyId, application };
};

const ownKey = (organization: TestOrganization): SandboxCredentials => {
  const { AccessKeyId, SecretAccessKey } = admin(organization, 'iam', [
    'CreateAccessKey',
    { UserName: 'dev' },
  ]).AccessKey;
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
};

const remove = (organization: TestOrganization, key: string): unknown =>
  admin(organization, 'iam', ['DeleteAccessKey', { UserName: 'dev', AccessKeyId: key }]);

/** Daily runs: what each said of the user, be it a wait. */
const runs = async (organization: TestOrganization, days: number): Promise<readonly UserResult[]> => {
  const lines: UserResult[] = [];
  for (let day = 0; day < days; day += 1) {
    const { users, waiting } = await organization.run();
    lines.push(...[...users, ...waiting].filter(({ user }) => user === 'dev'));
    organization.days(1);
  }
  return lines;
};

/** Nobody is left standing: a question comes with what to do, and a wait with its date. */
const expectAccounted = (lines: readonly UserResult[]): void => {
  for (const { outcome, remedy, until } of lines) {
    if (outcome === 'blocked') expect(remedy).toBeTruthy();
    if (outcome === 'waiting') expect(until).toBeDefined();
  }
};

describe('an owner who rotates by himself', () => {
  it('F70 before keyturn would: is asked to finish it, and his new key is taken for nothing else', async () => {
    const { organization, old, application } = userOf(88);
    const own = ownKey(organization);
    const lines = await runs(organization, 20);
    expect(lines.at(-1)).toMatchObject({ reason: 'own-rotation', outcome: 'blocked' });
    expect(lines.at(-1)?.remedy).toContain(`take ${own.accessKeyId}, then delete ${old}`);
    application.credentials = own;
    organization.days(1);
    remove(organization, old);
    expect(await runs(organization, 60)).toEqual([]);
    expect(created(organization)).toBe(0);
    expect(application.interruptions).toEqual([]);
  });

  it('F70 while keyturn waits for him: his key stays, and the stored one that nobody uses goes, warned of', async () => {
    const { organization, old, application } = userOf(95);
    await runs(organization, 5);
    remove(organization, old);
    const own = ownKey(organization);
    application.credentials = own;
    expectAccounted(await runs(organization, 150));
    expect(organization.keysOf('dev')).toContainEqual({ id: own.accessKeyId, status: 'Active' });
    expect(application.interruptions).toEqual([]);
    const subjects = organization.world.mailbox.map(({ subject }) => subject).join('\n');
    expect(subjects).toContain('will be deactivated');
  });

  it('F70 after a rotation of keyturn’s: goes on with his own, and the one that he left goes, warned of', async () => {
    const { organization, application } = userOf(95);
    application.credentials = await installed(organization, application.credentials);
    await runs(organization, 40);
    const [left] = organization.keysOf('dev');
    const own = ownKey(organization);
    organization.days(1);
    application.credentials = own;
    expectAccounted(await runs(organization, 110));
    expect(organization.keysOf('dev')).toContainEqual({ id: own.accessKeyId, status: 'Active' });
    expect(organization.keysOf('dev').map(({ id }) => id)).not.toContain(left?.id);
    expect(application.interruptions).toEqual([]);
    const subjects = organization.world.mailbox.map(({ subject }) => subject).join('\n');
    expect(subjects).toContain(`${left?.id} of dev will be deactivated`);
  });
});

/** The owner takes keyturn's new key on the day that it is made. */
const installed = async (organization: TestOrganization, old: SandboxCredentials): Promise<SandboxCredentials> => {
  await organization.run();
  organization.days(1);
  const { AccessKeyId, SecretAccessKey } = JSON.parse(organization.read('dev', old)) as Record<string, string>;
  return { accessKeyId: String(AccessKeyId), secretAccessKey: String(SecretAccessKey) };
};
