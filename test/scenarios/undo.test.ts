import { describe, expect, it } from 'vitest';
import { human, organizationWithOneDueUser, runDaily, SECRET, statuses } from '../support/one-due-user.ts';
import { lineOf, MEMBER, REGION, type TestOrganization } from '../support/test-organization.ts';

/** A due user, so many daily runs later. */
const dueUser = async (days: number, settings = {}) => {
  const { organization, key } = organizationWithOneDueUser();
  await runDaily(organization, days, settings);
  return { organization, old: key.accessKeyId };
};

/** In a second cycle: the key in AWSCURRENT replaced another of keyturn's own, and both are active. */
const secondCycle = async () => {
  const { organization, key } = organizationWithOneDueUser();
  organization.application('alice', key, { everyDays: 0.5, adopt: 'at-once' });
  await runDaily(organization, 40);
  await organization.run({ scope: { users: ['alice'] }, isForced: true });
  const [old, successor] = organization.keysOf('alice').map(({ id }) => id);
  expect(statuses(organization)).toEqual(['Active', 'Active']);
  return { organization, old: String(old), successor: String(successor) };
};

const tagOf = (organization: TestOrganization, key: string): string | undefined =>
  organization.world.accounts.get(MEMBER)?.secrets.get(REGION)?.get(SECRET)?.tags.get(key);

const currentOf = (organization: TestOrganization): string | undefined => {
  const secret = organization.world.accounts.get(MEMBER)?.secrets.get(REGION)?.get(SECRET);
  const version = secret?.versions.get(secret.labels.get('AWSCURRENT') ?? '');
  return /"AccessKeyId":"([A-Z0-9]+)"/.exec(String(version?.value))?.[1];
};

const untilStep = async (organization: TestOrganization, step: string, most = 60): Promise<number> => {
  for (let day = 0; day < most; day += 1) {
    const line = lineOf(await organization.run(), 'alice');
    if (line?.step === step && line.outcome === 'done') return day;
    organization.days(1);
  }
  throw new Error(`no ${step} within ${most} days`);
};

describe('the undo of a deactivation', () => {
  it('on its day switches the key on, tells its owner, and starts its clocks again', async () => {
    const { organization, old } = await dueUser(0);
    await untilStep(organization, 'DEACTIVATE');
    const result = await organization.undo('alice');
    expect(result).toMatchObject({ undoes: 'deactivation', key: old, isTold: true });
    expect(statuses(organization)).toEqual(['Active', 'Active']);
    expect(tagOf(organization, `keyturn:${old}`)).not.toContain('inactive=');
    expect(tagOf(organization, `keyturn:${old}`)).not.toContain('off=');
    expect(tagOf(organization, `keyturn:${old}:mail`)).toContain('back-told=');
    expect(tagOf(organization, `keyturn:${old}:mail`)).not.toContain('warned=');
  });

  it('lets the key be deactivated again only after a whole grace, and a whole warning', async () => {
    const { organization } = await dueUser(0);
    await untilStep(organization, 'DEACTIVATE');
    await organization.undo('alice');
    organization.days(1);
    const warnedOn = await untilStep(organization, 'WARN');
    const deactivatedOn = await untilStep(organization, 'DEACTIVATE');
    expect(1 + warnedOn).toBe(3);
    expect(deactivatedOn).toBe(7);
  });

  it('is told once: the runs after it say nothing of it', async () => {
    const { organization } = await dueUser(0);
    await untilStep(organization, 'DEACTIVATE');
    await organization.undo('alice');
    const before = organization.sent.filter((name) => name === 'sesv2:SendEmail').length;
    organization.days(1);
    await organization.run();
    expect(organization.sent.filter((name) => name === 'sesv2:SendEmail').length).toBe(before);
  });

  it('three times, and keyturn does not try again by itself', async () => {
    const { organization } = await dueUser(0);
    for (let time = 0; time < 3; time += 1) {
      await untilStep(organization, 'DEACTIVATE');
      organization.days(1);
      await organization.undo('alice');
    }
    await runDaily(organization, 30);
    expect(statuses(organization)).toEqual(['Active', 'Active']);
    expect(lineOf(await organization.run(), 'alice')).toMatchObject({ outcome: 'blocked', reason: 'undone-again' });
  });
});

describe('the undo of an announced deletion', () => {
  it('switches the key on, and names the day until which that was possible', async () => {
    const { organization, old } = await dueUser(0);
    await untilStep(organization, 'ANNOUNCE');
    const planned = await organization.undo('alice', { mode: 'plan' });
    expect(planned.until).toBeDefined();
    const result = await organization.undo('alice');
    expect(result).toMatchObject({ undoes: 'deletion', key: old, isTold: true });
    await runDaily(organization, 8);
    expect(statuses(organization)).toEqual(['Active', 'Active']);
  });

  it('comes too late when the key is deleted', async () => {
    const { organization } = await dueUser(0);
    await untilStep(organization, 'DELETE');
    await expect(organization.undo('alice')).rejects.toMatchObject({
      code: 'KT-113',
      message: expect.stringContaining('a deleted key cannot be brought back'),
    });
  });
});

describe('the undo of a promotion', () => {
  it('moves AWSCURRENT back to the key before, tells the owner, and the newer key is not promoted again', async () => {
    const { organization, old, successor } = await secondCycle();
    const result = await organization.undo('alice');
    expect(result).toMatchObject({ undoes: 'promotion', key: old, otherKey: successor, isTold: true });
    expect(currentOf(organization)).toBe(old);
    await runDaily(organization, 40);
    expect(currentOf(organization)).toBe(old);
    expect(statuses(organization)).toEqual(['Active', 'Active']);
    expect(tagOf(organization, 'keyturn:undone')).toContain('ROTATE');
  });

  it('blocks the next rotation by name, until a person deletes the newer key; then another is made', async () => {
    const { organization, successor } = await secondCycle();
    await organization.undo('alice');
    organization.days(90);
    expect(lineOf(await organization.run(), 'alice')).toMatchObject({ reason: 'undone-promotion' });
    human(organization, 'iam', 'DeleteAccessKey', { UserName: 'alice', AccessKeyId: successor });
    await runDaily(organization, 2);
    expect(currentOf(organization)).not.toBe(successor);
    expect(statuses(organization)).toEqual(['Active', 'Active']);
  });

  it('twice in a row goes back no further', async () => {
    const { organization, old } = await secondCycle();
    await organization.undo('alice');
    await expect(organization.undo('alice')).rejects.toMatchObject({ code: 'KT-113' });
    expect(currentOf(organization)).toBe(old);
  });

  it('comes second where the old key is inactive: first the deactivation is undone', async () => {
    const { organization, old } = await secondCycle();
    await untilStep(organization, 'DEACTIVATE');
    expect(await organization.undo('alice')).toMatchObject({ undoes: 'deactivation', key: old });
    expect(await organization.undo('alice')).toMatchObject({ undoes: 'promotion', key: old });
    expect(currentOf(organization)).toBe(old);
  });

  it('of the first key is refused: before it the secret held none', async () => {
    const { organization } = await dueUser(1);
    await expect(organization.undo('alice')).rejects.toMatchObject({
      code: 'KT-113',
      message: expect.stringContaining('the first that keyturn made'),
    });
  });
});
