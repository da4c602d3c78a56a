import { expect, it } from 'vitest';
import type { Inspection } from '../../aws/check/inspection.ts';
import { styleFor } from '../terminal/style.ts';
import { mailLines } from './opening-lines.ts';

const style = styleFor({ write: () => true, isTTY: false, columns: undefined }, {});
const inspection = {
  mailAccount: async () => ({ isInSandbox: false, isSending: true, quota: undefined }),
  mailIdentity: async () => 'verified',
} as unknown as Inspection;

const opening = async (SMTPHost: string | undefined) =>
  (await mailLines(style, { inspection, region: 'eu-central-1' }, { AdminEmailAddress: 'admin@example.com', SMTPHost }))
    .join(' ')
    .replace(/\s+/g, ' ');

it('keyturn deploy looks at SES where SES sends, by its API or as the SMTP server of this Region', async () => {
  for (const host of [undefined, '']) {
    expect(await opening(host)).toContain('SES may send as admin@example.com');
    expect(await opening(host)).not.toContain('SMTP');
  }
  const ses = await opening('email-smtp.eu-central-1.amazonaws.com');
  expect(ses).toContain('mails go by email-smtp.eu-central-1.amazonaws.com');
  expect(ses).toContain('SES may send as admin@example.com');
});

it('keyturn deploy says by which other server mails go, and does not ask SES about them', async () => {
  const other = await opening('smtp.example.com');
  expect(other).toContain('mails go by smtp.example.com; keyturn check, with the same settings, tries the sign-in');
  expect(other).not.toContain('SES may send');
});
