import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import { AwsError } from '../../src/sandbox/call.ts';
import { organizationWithOneDueUser } from '../support/one-due-user.ts';
import { lineOf } from '../support/test-organization.ts';
import {
  denied,
  died,
  endsWell,
  failed,
  liveOn,
  liveToTheEnd,
  liveUntil,
  mend,
  oneDueUserAtWork,
  throttled,
  WELL,
} from './life.ts';

/** What AWS shows late, or not at all: F22 to F29. */

it.each([5 * SECOND, 10 * MINUTE, 6 * HOUR])(
  'F22 F23 lists that are %i ms old, in keys and in their status, cost nobody a key',
  async (readLagMs) => {
    const life = oneDueUserAtWork();
    life.organization.world.settings.readLagMs = readLagMs;
    await liveToTheEnd(life);
    expect(endsWell(life)).toEqual(WELL);
  },
);

it('F22 a list that misses the new key brings at most what the quota allows, and takes nothing', async () => {
  const life = oneDueUserAtWork();
  const { organization } = life;
  organization.world.settings.readLagMs = HOUR;
  await organization.run();
  await organization.run();
  await organization.run();
  expect(organization.keysOf('alice').map(({ status }) => status)).toEqual(['Active', 'Active']);
});

describe('a new key', () => {
  it.each([0, 20, 58, 62, 120])('F24 that works after %i seconds interrupts nobody', async (seconds) => {
    const life = oneDueUserAtWork();
    life.organization.world.settings.newKeyLagMs = seconds * SECOND;
    await liveOn(life, 4);
    life.organization.world.settings.newKeyLagMs = 8 * SECOND;
    await liveToTheEnd(life);
    expect(endsWell(life)).toEqual(WELL);
  });

  it('F24 that STS knows, and Secrets Manager in its Region does not yet, is tried again', async () => {
    const { organization } = organizationWithOneDueUser();
    organization.before = ({ operation, count }) => {
      if (operation === 'secretsmanager:GetSecretValue' && count <= 3)
        throw new AwsError(
          'UnrecognizedClientException',
          'The security token included in the request is invalid.',
          400,
        );
    };
    expect(lineOf(await organization.run(), 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
  });
});

describe('a last use', () => {
  it.each([
    ['throttled', throttled],
    ['denied', denied],
    ['failed', failed],
    ['unanswered', died],
  ])('F25 that cannot be read, since the request is %s, is unknown: the old key stays', async (_, error) => {
    const life = oneDueUserAtWork();
    const { organization } = life;
    await liveUntil(life, 19);
    organization.before = ({ operation }) => {
      if (operation === 'iam:GetAccessKeyLastUsed') throw error();
    };
    const history = await liveOn(life, 8);
    expect(history.filter((line) => !line.endsWith(' failed'))).toEqual([]);
    expect(organization.keysOf('alice').map(({ status }) => status)).toEqual(['Active', 'Active']);
    mend(organization);
    await liveToTheEnd(life);
    expect(endsWell(life)).toEqual(WELL);
  });

  it.each([4 * HOUR, 2 * DAY])('F25 that is recorded %i ms late interrupts nobody', async (lastUsedLagMs) => {
    const life = oneDueUserAtWork();
    life.organization.world.settings.lastUsedLagMs = lastUsedLagMs;
    await liveToTheEnd(life);
    expect(endsWell(life)).toEqual(WELL);
  });
});

it('F27 a key created in the future is young', async () => {
  const { organization } = organizationWithOneDueUser(-3);
  const result = await organization.run();
  expect(result.summary).toMatchObject({ rotated: 0, failed: 0 });
  expect(result.apiCalls.writes).toBe(0);
});
