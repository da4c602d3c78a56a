import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { putParameter } from '../../../src/sandbox/seed.ts';
import { certificate, PASSWORD, serveSmtp, USER } from '../../../src/smtp/test-server.fixture.ts';
import { ADMIN_EMAIL, EXEMPTION_GROUP } from '../../support/organization.ts';
import { ownFolder } from '../../support/own-folder.ts';
import { apply, home, keyturn } from './home.ts';

const MANAGEMENT = '100000000001';
const LONG = 120_000;

/** Settings for a mail server of the company, whose certificate the company's own authority signed. */
const withMailServer = async () => {
  const server = await serveSmtp();
  onTestFinished(() => server.close());
  const { world, env } = await home();
  putParameter(world, MANAGEMENT, { name: '/mail/user', type: 'String', value: USER });
  putParameter(world, MANAGEMENT, { name: '/mail/password', value: PASSWORD });
  const file = join(ownFolder(), 'company.pem');
  writeFileSync(file, certificate.cert);
  const settings = {
    KEYTURN_SMTP_HOST: 'localhost',
    KEYTURN_SMTP_PORT: String(server.port),
    KEYTURN_SMTP_USER_PARAMETER: '/mail/user',
    KEYTURN_SMTP_PASSWORD_PARAMETER: '/mail/password',
  };
  return { server, world, env: { ...env, ...settings }, trusting: { NODE_EXTRA_CA_CERTS: file } };
};

const check = (env: Readonly<Record<string, string>>) =>
  keyturn(env, 'check', '--exempt-group', EXEMPTION_GROUP, '--admin-email', ADMIN_EMAIL);

it('check signs in to the mail server, and apply tells the owner by it', { timeout: LONG }, async () => {
  const { server, world, env, trusting } = await withMailServer();
  const checked = await check({ ...env, ...trusting });
  expect(checked.out).toContain('SMTP: localhost takes the sign-in on port');
  expect([server.signIns.length, server.mails.length]).toEqual([1, 0]);
  const applied = await apply({ ...env, ...trusting });
  expect(JSON.parse(applied.out)).toMatchObject({ summary: { rotated: 1, told: 1 } });
  expect(server.mails.map(({ from, to }) => [from, to])).toEqual([[ADMIN_EMAIL, ['payments@example.com']]]);
  expect(world.mailbox).toEqual([]);
  for (const { out, err } of [checked, applied]) expect(out + err).not.toContain(PASSWORD);
});

it('check fails where this machine does not trust the certificate, and says so', { timeout: LONG }, async () => {
  const { server, env } = await withMailServer();
  const { code, out } = await check(env);
  expect([code, server.signIns]).toEqual([3, []]);
  expect(out.replace(/\s+/g, ' ')).toMatch(/no secure connection, so nothing was sent: .*certificate of that name/);
});
