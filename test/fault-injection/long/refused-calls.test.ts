import { describe, expect, it } from 'vitest';
import * as seed from '../../../src/sandbox/seed.ts';
import { MEMBER } from '../../support/test-organization.ts';
import { endsWell, liveToTheEnd, liveUntil, mend, oneDueUserAtWork, throttled, WELL } from '../life.ts';

/** Each call of a life, throttled for ever, or denied by a control policy: F30 and F31. */

const READS = [
  'iam:GetUser',
  'iam:ListAccessKeys',
  'iam:GetAccessKeyLastUsed',
  'iam:GetCredentialReport',
  'secretsmanager:DescribeSecret',
  'secretsmanager:ListSecretVersionIds',
  'secretsmanager:GetResourcePolicy',
  'secretsmanager:ListSecrets',
  'sts:AssumeRole',
];
const WRITES = [
  'secretsmanager:CreateSecret',
  'secretsmanager:PutResourcePolicy',
  'secretsmanager:PutSecretValue',
  'secretsmanager:UpdateSecretVersionStage',
  'secretsmanager:TagResource',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:UpdateAccessKey',
  'iam:DeleteAccessKey',
];

describe('a throttle', () => {
  it.each([...READS, ...WRITES])(
    'F30 of %s that lasts for ever interrupts nobody, and once it ends the work does',
    async (name) => {
      const life = oneDueUserAtWork();
      const { organization } = life;
      organization.before = ({ operation }) => {
        if (operation === name) throw throttled();
      };
      await liveUntil(life, 15);
      expect(endsWell(life)).toMatchObject({ interruptions: 0 });
      expect(organization.keysOf('alice').length).toBeLessThanOrEqual(2);
      mend(organization);
      await liveToTheEnd(life);
      expect(endsWell(life)).toEqual(WELL);
    },
  );
});

it.each(WRITES)('F31 a control policy that denies %s costs nobody a key', async (name) => {
  const life = oneDueUserAtWork();
  const { organization } = life;
  const Statement = [{ Effect: 'Deny', Action: name, Resource: '*' }];
  seed.addScp(organization.world, MEMBER, JSON.stringify({ Version: '2012-10-17', Statement }));
  await liveToTheEnd(life);
  expect(life.app.interruptions).toEqual([]);
  expect(organization.keysOf('alice').filter(({ status }) => status === 'Active').length).toBeGreaterThanOrEqual(1);
  if (name === 'iam:CreateAccessKey') expect(organization.keysOf('alice')).toHaveLength(1);
});
