import { access, constants, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Instant, wholeDays } from '../../core/time.ts';
import type { SandboxMail } from '../../sandbox/world.ts';
import { type Html, html } from '../../text/html.ts';

/** Writes every mail as a page and as text, and a page that lists them. Returns the list's path. */
export const writeMails = async (folder: string, mails: readonly SandboxMail[], start: Instant): Promise<string> => {
  await mkdir(folder, { recursive: true });
  const named = mails.map((mail, index) => ({ mail, ...nameOf(mail, index, start) }));
  for (const { mail, name } of named) {
    await writeFile(join(folder, `${name}.html`), mail.html ?? '');
    await writeFile(join(folder, `${name}.txt`), `${headOf(mail)}\n\n${mail.text ?? ''}`);
  }
  const index = join(folder, 'index.html');
  await writeFile(index, page(named).html);
  return index;
};

/**
 * Where people find the mails, and the next demo writes over them. Where nothing may be written: among the temporary
 * files.
 */
export const mailFolder = async (cwd: string): Promise<string> => {
  const folder = join(cwd, 'keyturn-out', 'demo');
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return folder;
  } catch {
    return mkdtemp(join(tmpdir(), 'keyturn-demo-'));
  }
};

interface NamedMail {
  readonly mail: SandboxMail;
  readonly name: string;
  readonly day: number;
}

const nameOf = ({ at }: SandboxMail, index: number, start: Instant): Omit<NamedMail, 'mail'> => {
  const day = wholeDays(start, at);
  return { day, name: `${String(index + 1).padStart(3, '0')}-day-${String(day).padStart(2, '0')}` };
};

const headOf = ({ from, to, cc, subject, at }: SandboxMail): string =>
  [
    `From: ${from}`,
    `To: ${to.join(', ')}`,
    ...(cc.length > 0 ? [`Cc: ${cc.join(', ')}`] : []),
    `Date: ${new Date(at).toUTCString()}`,
    `Subject: ${subject}`,
  ].join('\n');

const page = (mails: readonly NamedMail[]): Html => html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mails of keyturn demo</title>
<style>
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8884; padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top; }
td:first-child { text-align: right; white-space: nowrap; }
</style>
</head>
<body>
<h1>Mails of keyturn demo</h1>
<p>${mails.length} mails, as owners would have got them. No secret is in any of them: an owner fetches the new key.</p>
<table>
<tr><th>Day</th><th>To</th><th>Subject</th><th></th></tr>
${mails.map(row)}
</table>
</body>
</html>
`;

const row = ({ mail, name, day }: NamedMail): Html =>
  html`<tr><td>${day}</td><td>${[...mail.to, ...mail.cc].join(', ')}</td><td><a href="${name}.html">${mail.subject}</a></td><td><a href="${name}.txt">text</a></td></tr>`;
