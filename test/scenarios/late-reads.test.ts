import { describe, expect, it } from 'vitest';
import { HOUR, plus } from '../../src/core/time.ts';
import { AwsError } from '../../src/sandbox/call.ts';
import { makeReadsLate } from '../support/late-reads.ts';
import { created, statuses } from '../support/one-due-user.ts';
import { saidDaily } from '../support/said-daily.ts';
import { createTestOrganization, type TestOrganization } from '../support/test-organization.ts';

/** 45 days of a user whose application takes the new key at once. */
const lifeWith = async (setUp: (organization: TestOrganization) => void) => {
  const organization = createTestOrganization();
  organization.world.settings.latencyMs = 60;
  setUp(organization);
  const [old] = organization.user('alice', [{ ageDays: 95, usedDaysAgo: 0 }]);
  if (old === undefined) throw new Error('no key');
  const application = organization.application('alice', old, { everyDays: 0.5, adopt: 'at-once' });
  // Not in the very minute of a run: what applications read is late, too.
  application.nextUseAt = plus(organization.world.now, HOUR);
  const said = await saidDaily(organization, 'alice', { days: 45 });
  return {
    said,
    keys: statuses(organization),
    created: created(organization),
    mails: organization.world.mailbox.length,
    interruptions: application.interruptions.length,
  };
};

it('a life with reads of Secrets Manager one second late is the same life', async () => {
  const late = await lifeWith((organization) => makeReadsLate(organization, 1_000));
  expect(late).toEqual(await lifeWith((organization) => makeReadsLate(organization, 0)));
});

describe('the same steps in the same order on the same dates', async () => {
  const life = await lifeWith(() => undefined);

  it('are those of a whole rotation', () => {
    const steps = life.said.map((line) => line.split(' ')[0]).filter((step) => step !== '-' && step !== 'NOTHING');
    expect(steps).toEqual(['ROTATE', 'WARN', 'DEACTIVATE', 'ANNOUNCE', 'DELETE']);
    expect(life).toMatchObject({ keys: ['Active'], created: 1, interruptions: 0 });
  });

  it.each([300, 1_000, 3_000, 10_000, 20_000])('come when Secrets Manager shows all %i ms late', async (ms) => {
    const late = await lifeWith(({ world }) => {
      world.settings.secretLagMs = ms;
    });
    expect(late).toEqual(life);
  });
});

it('one AccessDenied at the first read of a new key is not final: the old key still goes', async () => {
  const organization = createTestOrganization();
  organization.before = ({ operation, count }) => {
    if (operation === 'secretsmanager:GetSecretValue' && count === 1)
      throw new AwsError(
        'AccessDeniedException',
        'User is not authorized to perform: secretsmanager:GetSecretValue',
        400,
      );
  };
  organization.user('alice', [{ ageDays: 95, usedDaysAgo: 30 }]);
  await saidDaily(organization, 'alice', { days: 60 });
  expect(statuses(organization)).toEqual(['Active']);
});
