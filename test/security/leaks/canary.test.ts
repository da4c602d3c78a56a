import { beforeAll, describe, expect, it } from 'vitest';
import { smtpPassword } from '../../../src/aws/iam/smtp-password.ts';
import { DAY, instant, plus } from '../../../src/core/time.ts';
import type { Hooks } from '../../../src/sandbox/in-process.ts';
import { addKey, addUser } from '../../../src/sandbox/seed.ts';
import { ADMIN_EMAIL, createOrganization, EXEMPTION_GROUP, type Organization } from '../../support/organization.ts';
import { type CommandLine, commandLine } from './command.ts';
import { faults } from './faults.ts';
import { leaksIn, printed } from './leaks.ts';
import type { Passage } from './recorder.ts';
import { holdersOf, textOf } from './world-text.ts';

const SMTP_USER = 'ses-smtp-user.20250101-120000';

const settings = ['--admin-email', ADMIN_EMAIL, '--exempt-group', EXEMPTION_GROUP, '--debug'] as const;

interface Played {
  readonly settled: Organization;
  readonly line: CommandLine;
  /** By access key id: every secret access key that ever was, the operator's and the sessions' included. */
  readonly secrets: ReadonlyMap<string, string>;
  /** These, and the SMTP password that follows from each. */
  readonly hidden: readonly string[];
}

/**
 * Four users with a due key, one of whom sends by SMTP; two runs on the day of the faults, in both forms of output, and
 * one each on two days after.
 */
const play = async (hooks: Hooks): Promise<Played> => {
  const settled = createOrganization({ now: instant(Date.UTC(2026, 0, 1, 6)), members: ['payments'] });
  const { world, members, operator } = settled;
  const secrets = new Map([[operator.accessKeyId, operator.secretAccessKey]]);
  for (const name of ['ann', 'bob', 'Doe,Jane', SMTP_USER])
    for (const { id } of members) {
      addUser(world, id, { name, tags: { team: name } });
      const key = addKey(world, id, name, { createdAt: plus(world.now, -100 * DAY) });
      secrets.set(key.accessKeyId, key.secretAccessKey);
    }
  let active = hooks;
  const listening: Hooks = {
    before: (request) => active.before?.(request),
    after: (request, outcome) => {
      // The world has every key and session at this moment, whatever becomes of the answer.
      for (const { accessKeyId, secretAccessKey } of [...world.accessKeys.values(), ...world.sessions.values()])
        secrets.set(accessKeyId, secretAccessKey);
      return active.after?.(request, outcome);
    },
  };
  const line = commandLine(settled, listening);
  await line.keyturn('apply', '--yes', '--json', ...settings);
  await line.keyturn('apply', '--yes', ...settings);
  active = {};
  for (const _ of ['a day later', 'two days later']) {
    world.now = plus(world.now, DAY);
    await line.keyturn('plan', ...settings);
    await line.keyturn('status', '--json', ...settings);
    await line.keyturn('status', ...settings);
    await line.keyturn('explain', 'ann', '--json', ...settings);
    await line.keyturn('explain', 'ann', ...settings);
    await line.keyturn('apply', '--yes', ...settings);
  }
  const passwords = [...secrets.values()].map((secret) => smtpPassword(secret, 'us-east-1'));
  return { settled, line, secrets, hidden: [...secrets.values(), ...passwords] };
};

/** The passages in which a secret occurs, as `direction operation`. */
const passagesWith = (passages: readonly Passage[], secrets: Iterable<string>): readonly Passage[] => {
  const known = [...secrets];
  return passages.filter(({ content }) => {
    const text = printed(content);
    return known.some((secret) => text.includes(secret));
  });
};

describe.each(Object.entries(faults))('secrets while %s', (_, hooks) => {
  let played: Played;
  beforeAll(async () => {
    played = await play(hooks());
  });

  it('are created, so that there is something to look for', () => {
    expect(played.secrets.size).toBeGreaterThan(5);
    expect(played.line.screen()).toMatch(/debug \S+ iam:ListAccessKeys ok/);
    expect(played.line.screen()).toContain('Rules, in order');
  });

  it('are not on the screen: output, --json, progress, debug log, faults', () => {
    expect(leaksIn(played.line.screen(), played.hidden)).toEqual([]);
  });

  it('are not in what keyturn tells itself: events, errors with their stacks, arguments, answers, results', () => {
    expect(leaksIn(played.line.recorder.heard.join('\n'), played.hidden)).toEqual([]);
  });

  it('are not in what it leaves: mails, tags, descriptions, policies, CloudTrail records', () => {
    expect(leaksIn(textOf(played.settled.world), played.hidden)).toEqual([]);
  });

  it('pass only where a new key is made, stored and verified as itself, and where a role is assumed', () => {
    const found = passagesWith(played.line.recorder.passages, played.hidden);
    const rightful = [
      'answer iam:CreateAccessKey',
      'answer secretsmanager:GetSecretValue',
      'answer sts:AssumeRole',
      'request secretsmanager:PutSecretValue',
    ];
    expect(
      found.map(({ direction, operation }) => `${direction} ${operation}`).filter((text) => !rightful.includes(text)),
    ).toEqual([]);
    for (const { operation, content, signedBy } of found)
      if (operation === 'secretsmanager:GetSecretValue') expect(printed(content)).toContain(signedBy);
  });

  it('are stored in one version of the secret of their user, and nowhere else', () => {
    const { settled, secrets } = played;
    for (const [id, secret] of secrets) {
      const holders = holdersOf(settled.world, secret);
      expect(holders.length).toBeLessThanOrEqual(1);
      for (const { version } of holders) expect(JSON.parse(String(version.value))).toMatchObject({ AccessKeyId: id });
    }
  });
});

it('an SMTP password is among what is looked for, where nothing fails', async () => {
  const { settled, secrets } = await play({});
  const stored = [...secrets.values()].flatMap((each) => holdersOf(settled.world, smtpPassword(each, 'us-east-1')));
  expect(stored).toHaveLength(1);
});
