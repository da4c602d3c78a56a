import { describe, expect, it } from 'vitest';
import { createTestOrganization, type TestOrganization } from '../support/test-organization.ts';

/** What a run asks of an account whoever is in it; the list of secrets once somebody may be in mid-rotation. */
const ofTheAccount: ReadonlySet<string> = new Set([
  'organizations:ListAccounts',
  'sts:AssumeRole',
  'iam:GenerateCredentialReport',
  'iam:GetCredentialReport',
  'secretsmanager:ListSecrets',
  // Every five days.
  'iam:ListUsers',
  // Before the first secret of the account, with a list of secrets in each Region.
  'account:ListRegions',
]);

interface Spent {
  readonly steps: readonly string[];
  /** Requests about the user, the mail included, all that ask for a new key among them. */
  readonly calls: readonly string[];
}

const runAndCount = async (organization: TestOrganization): Promise<Spent> => {
  const before = organization.sent.length;
  const { users } = await organization.run();
  const sent = organization.sent.slice(before).filter((operation) => !ofTheAccount.has(operation));
  // Who we are, at the start of each run.
  return { steps: users.map(({ step }) => step), calls: sent.toSpliced(sent.indexOf('sts:GetCallerIdentity'), 1) };
};

/** Daily runs of a first rotation, with all that comes of it, and of a year after. */
const lifeOf = async (): Promise<readonly Spent[]> => {
  const organization = createTestOrganization();
  const [key] = organization.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
  if (key) organization.application('alice', key, { everyDays: 0.5, adopt: 'at-once' });
  const days: Spent[] = [];
  for (let day = 0; day < FIRST_CYCLE + 365; day += 1) {
    days.push(await runAndCount(organization));
    organization.days(1);
  }
  return days;
};

const FIRST_CYCLE = 30;
const STEPS = ['ROTATE', 'WARN', 'DEACTIVATE', 'ANNOUNCE', 'DELETE', 'NOTHING'];

describe('a year of a user', async () => {
  const days = await lifeOf();
  const life = new Map(STEPS.map((step) => [step, days.filter(({ steps }) => (steps[0] ?? 'NOTHING') === step)]));
  const callsOf = (step: string, index: number): readonly string[] => life.get(step)?.[index]?.calls ?? [];

  it('costs 375 requests at most where nobody shares his mails, the comparison of his policy included', () => {
    const year = days.slice(FIRST_CYCLE);
    expect(year.filter(({ steps }) => steps.includes('ROTATE'))).toHaveLength(4);
    expect(year.reduce((sum, { calls }) => sum + calls.length, 0)).toBeLessThanOrEqual(375);
  });

  it('a first rotation, told and verified, costs 29 requests at most, beside two for the account; a later one 20', () => {
    expect(callsOf('ROTATE', 0).length).toBeGreaterThan(20);
    expect(callsOf('ROTATE', 0).length).toBeLessThanOrEqual(29 + 2);
    expect(callsOf('ROTATE', 1)).toHaveLength(20);
  });

  it('nobody asks for a new key before AWS is likely to know it', () => {
    const reads = callsOf('ROTATE', 1).filter((operation) => operation === 'secretsmanager:GetSecretValue');
    expect(reads).toHaveLength(1);
  });

  it('the policy that gives the read is looked into only before somebody gets it', () => {
    expect(callsOf('ROTATE', 0)).toContain('iam:GetPolicy');
    expect(callsOf('ROTATE', 1).filter((operation) => operation.startsWith('iam:GetPolicy'))).toEqual([]);
  });

  it('a deactivation and a deletion cost 15 requests at most', () => {
    for (const step of ['DEACTIVATE', 'DELETE']) {
      expect(callsOf(step, 0).length).toBeGreaterThan(8);
      expect(callsOf(step, 0).length).toBeLessThanOrEqual(15);
    }
  });

  it('a warning and an announcement cost 11', () => {
    expect([callsOf('WARN', 0).length, callsOf('ANNOUNCE', 0).length]).toEqual([11, 11]);
  });

  it('a day of waiting costs nothing, whatever is waited for, but for the policy every fifth day', () => {
    const waiting = life.get('NOTHING') ?? [];
    expect(waiting.length).toBeGreaterThan(300);
    const compared = waiting.filter(({ calls }) => calls.length > 0);
    for (const { calls } of compared) expect(calls).toEqual(['secretsmanager:GetResourcePolicy']);
    expect(compared.length).toBeLessThanOrEqual(days.length / 5);
  });
});
