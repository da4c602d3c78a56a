import { describe, expect, test } from 'vitest';
import { DAY, HOUR, instant, plus } from '../core/time.ts';
import { addApplication, runApplications } from './applications.ts';
import type { Adoption } from './model/application.ts';
import { addKey, addUser } from './seed.ts';
import { smallWorld, token } from './small-world.fixture.ts';

const SECRET = 'Account_200000000002_User_ann_AccessKey';
const START = Date.UTC(2026, 0, 1);
const day = (n: number) => instant(START + n * DAY);

/** Ann's application uses its key every hour, and may read her secret. */
const annsApplication = (adopt: Adoption) => {
  const small = smallWorld();
  const { world, member, call } = small;
  const ann = addUser(world, member.id, { name: 'ann' });
  const read = { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' };
  ann.inlinePolicies.set('read', JSON.stringify({ Statement: read }));
  const first = addKey(world, member.id, 'ann');
  const application = addApplication(world, {
    accountId: member.id,
    userName: 'ann',
    secretName: SECRET,
    everyMs: HOUR,
    adopt,
    credentials: first,
  });
  const offer = () => {
    const second = addKey(world, member.id, 'ann');
    const SecretString = JSON.stringify({ AccessKeyId: second.accessKeyId, SecretAccessKey: second.secretAccessKey });
    call('secretsmanager', 'CreateSecret', { Name: SECRET, SecretString, ClientRequestToken: token(1) });
    return second;
  };
  const deactivate = () =>
    call('iam', 'UpdateAccessKey', { UserName: 'ann', AccessKeyId: first.accessKeyId, Status: 'Inactive' });
  return { ...small, application, first, offer, deactivate };
};

describe('a simulated application', () => {
  test('uses its key each period, and leaves the record of it', () => {
    const { world, call, application, first } = annsApplication('never');
    runApplications(world, day(1));
    expect([application.uses, application.interruptions, world.now]).toEqual([25, [], day(1)]);
    const { AccessKeyLastUsed } = call('iam', 'GetAccessKeyLastUsed', { AccessKeyId: first.accessKeyId });
    expect(AccessKeyLastUsed.LastUsedDate).toEqual(new Date('2026-01-02T00:00:00Z'));
  });

  test('that adopts at once holds the new key at its next use, and an old one taken away hurts nobody', () => {
    const { world, application, offer, deactivate } = annsApplication('at-once');
    runApplications(world, day(1));
    const second = offer();
    runApplications(world, plus(day(1), HOUR));
    expect(application.credentials).toEqual(second);
    deactivate();
    runApplications(world, day(3));
    expect(application.interruptions).toEqual([]);
  });

  test('that adopts after three days still holds the old key just before', () => {
    const { world, application, first, offer } = annsApplication({ afterDays: 3 });
    const second = offer();
    runApplications(world, plus(day(3), -1));
    expect(application.credentials.accessKeyId).toBe(first.accessKeyId);
    runApplications(world, day(3));
    expect(application.credentials.accessKeyId).toBe(second.accessKeyId);
  });

  test('that never adopts is interrupted each time once its key is inactive', () => {
    const { world, application, first, offer, deactivate } = annsApplication('never');
    offer();
    runApplications(world, day(1));
    deactivate();
    runApplications(world, plus(day(1), 2 * HOUR));
    const { accessKeyId } = first;
    expect(application.interruptions).toEqual([
      { at: plus(day(1), HOUR), code: 'InvalidClientTokenId', accessKeyId },
      { at: plus(day(1), 2 * HOUR), code: 'InvalidClientTokenId', accessKeyId },
    ]);
  });

  test('makes up for missed periods by one use, when the clock moved on without it', () => {
    const { world, application } = annsApplication('never');
    world.now = day(2);
    runApplications(world, world.now);
    expect(application.uses).toBe(1);
  });
});
