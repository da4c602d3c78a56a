import { expect, it } from 'vitest';
import { DAY, instant, plus } from '../../src/core/time.ts';
import { addKey, addUser } from '../../src/sandbox/seed.ts';
import { ADMIN_EMAIL, createOrganization, EXEMPTION_GROUP } from '../support/organization.ts';
import { commandLine } from './leaks/command.ts';

const ACCOUNT = '200000000001';

const backup = () => {
  const organization = createOrganization({ now: instant(Date.UTC(2026, 0, 1, 6)), members: ['payments'] });
  const { world } = organization;
  addUser(world, ACCOUNT, { name: 'backup', path: '/team/' });
  addKey(world, ACCOUNT, 'backup', { createdAt: plus(world.now, -100 * DAY) });
  return { world, line: commandLine(organization, {}) };
};

const settings = ['--yes', '--admin-email', ADMIN_EMAIL, '--exempt-group', EXEMPTION_GROUP];

it.each([
  ['of another partition', `arn:aws-us-gov:iam::${ACCOUNT}:user/team/backup`],
  ['with a path that no user has', `arn:aws:iam::${ACCOUNT}:user/nosuchpath/backup`],
  ['without the path that the user has', `arn:aws:iam::${ACCOUNT}:user/backup`],
  ['with the path in other letters', `arn:aws:iam::${ACCOUNT}:user/Team/backup`],
])('rotate refuses the ARN %s, says whose it is, and makes no key for the user of that name', async (_, arn) => {
  const { world, line } = backup();
  expect(await line.keyturn('rotate', arn, ...settings)).toBe(2);
  expect(line.screen()).toContain(
    `nobody has the ARN ${arn}: the user backup is arn:aws:iam::${ACCOUNT}:user/team/backup`,
  );
  expect(world.accessKeys.size).toBe(1);
});

it('rotate takes the ARN as AWS shows it', async () => {
  const { world, line } = backup();
  expect(await line.keyturn('rotate', `arn:aws:iam::${ACCOUNT}:user/team/backup`, ...settings)).toBe(0);
  expect(world.accessKeys.size).toBe(2);
});

it('undo refuses an ARN that nobody has', async () => {
  const { line } = backup();
  expect(await line.keyturn('undo', `arn:aws-cn:iam::${ACCOUNT}:user/team/backup`, ...settings)).toBe(2);
  expect(line.screen()).toContain('nobody has the ARN');
});
