import { describe, expect, it } from 'vitest';
import { createTestOrganization, MEMBER } from '../support/test-organization.ts';

describe('grant: resource-policy', () => {
  it.each([
    ['resource-policy', []],
    ['policy-and-resource', ['keyturn-read-own-access-key']],
  ])('attaches no policy to the user, who reads his secret all the same (%s)', async (grant, attached) => {
    const organization = createTestOrganization();
    const [old] = organization.user('ann', [{ ageDays: 95, usedDaysAgo: 1 }]);
    await organization.run({ settings: { grant } });
    const user = organization.world.accounts.get(MEMBER)?.users.get('ann');
    const names = [...(user?.attachedPolicies ?? [])].map((arn) => String(arn).split('/').at(-1));
    expect(names).toEqual(attached);
    const stored = JSON.parse(organization.read('ann', old ?? { accessKeyId: '', secretAccessKey: '' }));
    expect(organization.keysOf('ann').map(({ id }) => id)).toContain(stored.AccessKeyId);
  });
});

describe('parallelUsers', () => {
  /** How often the run turned from one user to another and came back to the first. */
  const returnsWith = async (parallelUsers: number): Promise<number> => {
    const organization = createTestOrganization();
    for (const name of ['ann', 'bob', 'cem']) organization.user(name, [{ ageDays: 95, usedDaysAgo: 1 }]);
    const worked: string[] = [];
    organization.before = ({ operation, input }) => {
      if (/CreateAccessKey|PutResourcePolicy|PutSecretValue/.test(operation))
        worked.push(/ann|bob|cem/.exec(JSON.stringify(input))?.[0] ?? '');
    };
    await organization.run({ settings: { parallelUsers } });
    const turns = worked.filter((name, index) => name !== worked[index - 1]);
    return turns.length - new Set(turns).size;
  };

  it('is how many users of an account are worked at a time', async () => {
    expect(await returnsWith(1)).toBe(0);
    expect(await returnsWith(3)).toBeGreaterThan(0);
  });
});
