import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../core/policy.ts';
import { exampleResult, exampleUsers, quietResult } from '../example-result.fixture.ts';
import { plainView } from '../list/list-view.ts';
import type { Sink } from '../terminal/io.ts';
import { styleFor } from '../terminal/style.ts';
import { summaryLines } from './summary-lines.ts';

const file: Sink = { write: () => undefined, isTTY: false, columns: undefined };
const terminal: Sink = { write: () => undefined, isTTY: true, columns: 100 };
const utf8 = { LANG: 'en_US.UTF-8' };

const plainText = (result = exampleResult(), env: Record<string, string> = utf8): string =>
  summaryLines(styleFor(file, env), result, { policy: defaultPolicy }).join('\n');

describe('the summary', () => {
  it('says who, what, why and what to do, and ends with the figures', () => {
    expect(plainText()).toMatchInlineSnapshot(`
      "
      ✔ Would get a new key (1)
        ACCOUNT                USER            KEYS                   WHY
        111122223333 payments  billing-export  AAAA 97 d, used today  the key is 97 days old

      ▲ Blocked: a person is needed (1)
        ACCOUNT           USER        KEYS                                WHY
        444455556666 web  partner,eu  BBBB 320 d, used 3 d ago            both keys are in use: there is no slot for a
                                      CCCC 140 d, inactive, no use known  successor
        → let the applications share one key

      ✖ Failed (1)
        ACCOUNT           USER     KEYS  WHY
        444455556666 web  reports        iam:ListAccessKeys: AccessDenied

      ✖ Accounts not finished (1)
        777788889999 partner: sts:AssumeRole: AccessDenied

      · Exemptions (2)
        path /vendors/: theirs; approved by ann; until 2027-12-31
        user ses-*: no reason is given; without an end

      INCOMPLETE: 1 account not finished. Do not take this for the whole organization.
      3 accounts · 40 users · 41 keys · 2 due · 1 to rotate · 1 to tell · 1 blocked · 4 exempt · 1 failed
      31 requests to AWS, 0 of them writes, in 42 s
      ▲ a template was replaced

      → \`keyturn apply\` would do what is listed. Mend what is not finished to see the rest.
      → Old keys stay active to day 100 of their life, and longer while they are used. With --rotate-after-days 57, owners
        who install in time keep every active key under 90 days, as Security Hub IAM.3 asks."
    `);
  });

  it('names users whom no account that was seen has', () => {
    expect(plainText(quietResult({ usersNotFound: ['ann', 'bob'] }))).toContain(
      'Found in no account that was seen: ann, bob',
    );
    expect(plainText(quietResult())).not.toContain('no account that was seen');
  });

  it('is marked loudly as incomplete when an account was not seen', () => {
    expect(plainText()).toContain('INCOMPLETE: 1 account not finished.');
    expect(plainText(quietResult())).not.toContain('INCOMPLETE');
  });

  it('names the period that keeps every active key under 90 days, in a plan only', () => {
    const tip = (policy = defaultPolicy, mode: 'plan' | 'apply' = 'plan') =>
      summaryLines(styleFor(file, utf8), quietResult({ mode }), { policy })
        .join(' ')
        .match(/--rotate-after-days \d+/)?.[0];
    expect(tip()).toBe('--rotate-after-days 57');
    expect(tip({ ...defaultPolicy, retirement: 'on-schedule' })).toBe('--rotate-after-days 73');
    expect(tip({ ...defaultPolicy, rotateAfterDays: 57 })).toBeUndefined();
    expect(tip(defaultPolicy, 'apply')).toBeUndefined();
  });

  it('cuts long lists and counts what it left out', () => {
    const [user] = exampleUsers;
    const users = Array.from(
      { length: 49 },
      (_, index) => ({ ...user, user: `user-${index}` }) as typeof user & object,
    );
    expect(plainText(quietResult({ users }))).toContain('… and 37 more; --all shows all');
    const all = summaryLines(styleFor(file, utf8), quietResult({ users }), {
      policy: defaultPolicy,
      view: { ...plainView, isAll: true },
    }).join('\n');
    expect(all).not.toContain('more;');
    expect(all.match(/user-\d+/g)).toHaveLength(49);
  });

  it('has the oldest keys first, so that what is cut off are the youngest', () => {
    const [user] = exampleUsers;
    const aged = (name: string, ageDays: number) =>
      ({ ...user, user: name, keys: [{ ...user?.keys[0], ageDays }] }) as typeof user & object;
    const text = plainText(quietResult({ users: [aged('b', 97), aged('c', 400), aged('a', 98)] }));
    expect(text.match(/\d+(?= d, used)/g)).toEqual(['400', '98', '97']);
  });

  it('says once of an account what holds for its users alike', () => {
    const [, user] = exampleUsers;
    const denied = (name: string) => ({ ...user, user: name, reason: 'keys-denied' }) as typeof user & object;
    const users = ['svc-1', 'svc-2', 'svc-3'].map(denied);
    const text = plainText(quietResult({ users: [...users, { ...denied('web'), account: '111122223333' }] }));
    expect(text).toContain('Blocked: a person is needed (4)');
    expect(text).toContain('svc-1 and 2 more');
    expect(text).toMatch(/111122223333\S* +\S* +web +/);
    expect(text).not.toContain('svc-2');
  });

  it('says what to do about an account that failed', () => {
    const failed = {
      id: '777788889999',
      name: 'partner',
      outcome: 'failed',
      error: 'denied',
      remedy: 'mend it',
    } as const;
    expect(plainText(exampleResult({ accounts: [failed] }))).toContain('→ mend it');
  });

  it('is plain ASCII, without colours, in a file under a plain locale', () => {
    expect(plainText(exampleResult(), { LANG: 'C' })).toMatch(/^[\n\u0020-\u007e]*$/);
  });

  it('has colours on a terminal, unless NO_COLOR is set', () => {
    const onTerminal = (env: Record<string, string>) =>
      summaryLines(styleFor(terminal, env), exampleResult(), { policy: defaultPolicy }).join('\n');
    expect(onTerminal(utf8)).toContain('\u001b[');
    expect(onTerminal({ ...utf8, NO_COLOR: '1' })).not.toContain('\u001b[');
    expect(onTerminal({ ...utf8, TERM: 'dumb' })).not.toContain('\u001b[');
  });

  it.each([80, 60, 50, 40])('fits a terminal of %d columns, and keeps the names of accounts', (columns) => {
    const lines = summaryLines(styleFor({ ...file, columns }, utf8), exampleResult(), { policy: defaultPolicy });
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    expect(lines.join('\n')).toMatch(/444455556666 \(?web/);
  });

  it('is a few lines a user where a table leaves no room for the reasons', () => {
    const narrow = styleFor({ ...file, columns: 60 }, utf8);
    const result = exampleResult({ users: exampleUsers.slice(1, 2) });
    expect(summaryLines(narrow, result, { policy: defaultPolicy }).slice(0, 8)).toEqual([
      '',
      '▲ Blocked: a person is needed (1)',
      '  partner,eu, account 444455556666 (web)',
      '    320 d  AKIAEXAMPLE00000BBBB, used 3 d ago',
      '    140 d  AKIAEXAMPLE00000CCCC, inactive, no use known',
      '    both keys are in use: there is no slot for a successor',
      '  → let the applications share one key',
      '',
    ]);
  });

  it('takes nothing from AWS to the terminal that could redraw it', () => {
    const [user] = exampleUsers;
    const hostile = { ...user, user: 'x\u001b[2J\u202ey' } as NonNullable<typeof user>;
    const accounts = [{ id: '111122223333', name: 'a\u001b]0;t\u0007b', outcome: 'failed', error: '\u009bm' }] as const;
    expect(plainText(exampleResult({ users: [hostile], accounts }))).not.toMatch(/[\p{Cf}]|(?!\n)\p{Cc}/u);
  });
});
