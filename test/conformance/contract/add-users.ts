import { EXEMPTION_GROUP } from '../../support/organization.ts';
import type { TestUser } from './users.ts';

const signsIn = (adopt: 'at-once' | 'never' | { afterDays: number }, key = 0) => ({ key, adopt });

/**
 * Everybody whom a key rotation could hurt. On the first day each one's old key is 100 days old, unless said otherwise.
 */
export const userNames: readonly TestUser[] = [
  { name: 'prompt', keys: [{ ageDays: 100 }], applications: [signsIn('at-once')] },
  { name: 'late', keys: [{ ageDays: 100 }], applications: [signsIn({ afterDays: 5 })] },
  { name: 'never', keys: [{ ageDays: 100 }], applications: [signsIn('never')] },
  { name: 'unused', keys: [{ ageDays: 100 }] },
  { name: 'Doe,Jane', keys: [{ ageDays: 100 }], applications: [signsIn('at-once')] },
  { name: 'in-a-path', path: '/team/build/', keys: [{ ageDays: 100 }], applications: [signsIn('at-once')] },
  { name: 'exempt', groups: [EXEMPTION_GROUP], keys: [{ ageDays: 100 }], applications: [signsIn('never')] },
  { name: 'behind-a-wall', keys: [{ ageDays: 100 }], applications: [signsIn('never')] },
  { name: 'absent-behind-a-wall', keys: [{ ageDays: 100 }] },
  {
    name: 'second-key-idle',
    keys: [{ ageDays: 300, lastUsedDaysAgo: 200 }, { ageDays: 100 }],
    applications: [signsIn('at-once', 1)],
  },
  {
    name: 'two-keys-in-use',
    keys: [{ ageDays: 100 }, { ageDays: 95 }],
    applications: [signsIn('at-once', 0), signsIn('never', 1)],
  },
  {
    name: 'second-key-inactive',
    keys: [{ ageDays: 300, status: 'Inactive' }, { ageDays: 100 }],
    applications: [signsIn('at-once', 1)],
  },
  { name: 'young', keys: [{ ageDays: 50 }], applications: [signsIn('at-once')] },
];

/** Their requests are refused from everywhere but their own network: keyturn cannot read their secret as them. */
export const behindWalls = ['behind-a-wall', 'absent-behind-a-wall'] as const;

export const ONLY_FROM_OWN_NETWORK = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Deny', Action: '*', Resource: '*', Condition: { NotIpAddress: { 'aws:SourceIp': '198.51.100.0/24' } } },
  ],
});
