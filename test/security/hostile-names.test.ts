import { beforeAll, describe, expect, it } from 'vitest';
import { DAY, instant, plus } from '../../src/core/time.ts';
import { addBucket, addKey, addUser, putObject } from '../../src/sandbox/seed.ts';
import type { SandboxMail } from '../../src/sandbox/world.ts';
import { ADMIN_EMAIL, createOrganization, EXEMPTION_GROUP } from '../support/organization.ts';
import { type CommandLine, commandLine } from './leaks/command.ts';

/**
 * What people who may name accounts, users, paths and tags could write there, and what comes of it on the way through
 * everything.
 */

const accountNames = [
  'red \u001b[31malert\u001b[0m \u001b[2J',
  'title \u001b]0;owned\u0007',
  'pay\u202elap\u2066 zero\u200bwidth',
  'two\r\nBcc: eve@evil.com\r\n\r\nlines',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '{{sender_email}} {{{actions}}} {{#each this}}',
  '"; rm -rf / #`id`$(id)',
] as const;

/** All that IAM allows in a name and in a path. */
const userNames = ['ci,build', 'a+b=c.d@e-f_g', 'x'.repeat(64), '-rf', '..', '=cmd'] as const;
const PATH = '/<b>{{x}}"&\'`$()/';

const owners = [
  'eve@evil.com',
  'ann@example.com\r\nBcc: eve@evil.com',
  '<eve@evil.com>',
  '{{x}} <ann@example.com>',
] as const;

const TEMPLATE = '<p title="{{{ account_name }}}">{{ account_name }}</p>{{ actions }}';

interface Played {
  readonly line: CommandLine;
  readonly mails: readonly SandboxMail[];
  readonly secretNames: readonly string[];
  readonly codes: readonly number[];
}

const play = async (template: string | undefined): Promise<Played> => {
  const settled = createOrganization({
    now: instant(Date.UTC(2026, 0, 1, 6)),
    members: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
  });
  const { world, members, management } = settled;
  for (const [index, account] of members.entries()) {
    Object.assign(account, { name: accountNames[index] });
    for (const [nth, name] of userNames.entries()) {
      addUser(world, account.id, { name, path: PATH, tags: { owner: owners[nth % owners.length] ?? '' } });
      addKey(world, account.id, name, { createdAt: plus(world.now, -100 * DAY), lastUsedAt: world.now });
    }
  }
  addBucket(world, management.id, { name: 'mails' });
  if (template !== undefined) putObject(world, 'mails', { key: 'template/own.html', body: template });
  const line = commandLine(settled, {});
  const own = template === undefined ? [] : ['--set', 'templates.bucket=mails', '--set', 'templates.enforce=own.html'];
  const settings = ['--admin-email', ADMIN_EMAIL, '--exempt-group', EXEMPTION_GROUP, '--set', 'ownerTag=owner', ...own];
  const codes: number[] = [];
  for (const command of [['plan'], ['plan', '--json'], ['apply', '--yes', '--debug'], ['apply', '--yes', '--json']])
    codes.push(await line.keyturn(...command, ...settings));
  const secretNames = members.flatMap(({ secrets }) => [...secrets.values()].flatMap((region) => [...region.keys()]));
  return { line, mails: world.mailbox, secretNames, codes };
};

/** What a terminal does with colours, the cursor and the line, as keyturn itself asks for it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what this is about.
const OWN_STYLE = /\u001b\[\d{0,3}[mKAGJ]|\r/g;

const played = new Map<string, Promise<Played>>();
const playedWith = (template: string | undefined): Promise<Played> => {
  const key = template ?? '';
  const known = played.get(key) ?? play(template);
  played.set(key, known);
  return known;
};

describe.each([
  ['the built-in template', undefined],
  ["an organization's own template", TEMPLATE],
])('names, paths and tags that attack, with %s', (_, template) => {
  let result: Played;
  beforeAll(async () => {
    result = await playedWith(template);
  });

  it('stop nobody from getting a key', () => {
    expect(result.codes).toEqual([0, 0, 0, 0]);
    expect(result.secretNames).toHaveLength(accountNames.length * userNames.length);
  });

  it('redraw no terminal, and make no name look like another', () => {
    const screen = result.line.screen();
    expect(screen).toContain('ci,build');
    expect(screen.replace(OWN_STYLE, '')).not.toMatch(/(?!\n)\p{Cc}|\p{Cf}/u);
    // No cursor move that keyturn does not make, no title, no erasing of the screen.
    for (const attack of ['\u001b]', '\u001b[2J', '\u001b[31malert']) expect(screen).not.toContain(attack);
  });

  it('become secret names of the characters that AWS allows, one for each user', () => {
    expect(new Set(result.secretNames).size).toBe(userNames.length * accountNames.length);
    expect(result.secretNames.filter((name) => !/^[\w/+=.@!-]{1,512}$/.test(name))).toEqual([]);
  });

  it('add no recipient, no header, no tag, no script and no template to a mail', () => {
    expect(result.mails).toHaveLength(accountNames.length);
    for (const { to, cc, subject, html = '', text = '' } of result.mails) {
      expect([...to, ...cc].filter((address) => !/^([a-g]|admin)@example\.com$/.test(address))).toEqual([]);
      expect(subject).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(text).not.toMatch(/(?!\n)\p{Cc}|\p{Cf}/u);
      expect(html).not.toMatch(/<script|<img|onerror=alert\(1\)>|(?!\n)\p{Cc}|\p{Cf}|<b>\{\{/u);
      expect(html).not.toContain(`${ADMIN_EMAIL} {{{`);
    }
  });

  it('with braces are shown as they are', () => {
    const [mail] = result.mails.filter(({ subject }) => subject.includes('sender_email'));
    expect(mail?.subject).toContain('{{sender_email}}');
    expect(mail?.html).toContain('{{sender_email}} {{{actions}}}');
  });
});
