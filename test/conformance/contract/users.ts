import { DAY, HOUR, plus } from '../../../src/core/time.ts';
import { addApplication } from '../../../src/sandbox/applications.ts';
import type { Application } from '../../../src/sandbox/model/application.ts';
import { addKey, addUser, type NewUser, type SeededKey } from '../../../src/sandbox/seed.ts';
import type { Organization } from '../../support/organization.ts';

export interface TestUser extends Pick<NewUser, 'path' | 'groups' | 'tags'> {
  readonly name: string;
  /** Age of each key on the first day. */
  readonly keys: readonly (Pick<SeededKey, 'status'> & {
    readonly ageDays: number;
    readonly lastUsedDaysAgo?: number;
  })[];
  /** Applications, each with the key of this index. */
  readonly applications?: readonly { readonly key: number; readonly adopt: Application['adopt'] }[];
}

/** Moves a user in, with keys and applications that sign in every eight hours; answers the applications. */
export const seedUser = ({ world, members: [account] }: Organization, user: TestUser): readonly Application[] => {
  if (account === undefined) throw new Error('the organization has no member account');
  const { name, keys, applications = [], ...rest } = user;
  const ago = (days: number) => plus(world.now, -days * DAY);
  addUser(world, account.id, { name, createdAt: ago(400), ...rest });
  const credentials = keys.map(({ ageDays, lastUsedDaysAgo, ...key }) =>
    addKey(world, account.id, name, {
      createdAt: ago(ageDays),
      ...(lastUsedDaysAgo === undefined ? {} : { lastUsedAt: ago(lastUsedDaysAgo) }),
      ...key,
    }),
  );
  return applications.map(({ key, adopt }) => {
    const own = credentials[key];
    if (own === undefined) throw new Error(`${name} has no key ${key}`);
    const secretName = `Account_${account.id}_User_${name.replace(',', '!2C')}_AccessKey`;
    const everyMs = 8 * HOUR;
    return addApplication(world, {
      accountId: account.id,
      userName: name,
      credentials: own,
      everyMs,
      adopt,
      secretName,
    });
  });
};
