import { describe, expect, it } from 'vitest';
import type { ExplainResult } from '../../app/acts/explain-result.ts';
import { exampleExplanation } from '../example-explanation.fixture.ts';
import { styleFor } from '../terminal/style.ts';
import { explainLines } from './explain-lines.ts';

const text = (result: ExplainResult, columns = 80, env: Record<string, string> = { LANG: 'C.UTF-8' }): string =>
  explainLines(styleFor({ write: () => undefined, isTTY: false, columns }, env), result, columns).join('\n');

const secret = (): NonNullable<ExplainResult['secret']> => {
  const { secret: shown } = exampleExplanation();
  if (shown === undefined) throw new Error('no secret');
  return shown;
};

const firstKey = (): ExplainResult['keys'][number] => {
  const [key] = exampleExplanation().keys;
  if (key === undefined) throw new Error('no key');
  return key;
};

describe('an explanation in words', () => {
  it('fits 80 columns', () => {
    expect(text(exampleExplanation())).toMatchInlineSnapshot(`
      "alice in account 111122223333 (payments), 2026-05-01 06:00 UTC

      · Waiting: the old key was used 0 days ago: it stays until it is quiet
        until 2026-05-14 09:00 UTC
        reason still-used

      User
        name       alice
        id         AIDAEXAMPLE000000CCCC
        path       /team/
        owner      ann@example.com (from the owner tag of the user)
        told       of the current key, 2026-04-20 06:01

      Key AKIAEXAMPLE00000AAAA
        status     active, made 2026-01-20 06:00, 101 days ago
        last use   2026-04-30 09:00, today, of s3
        in secret  not stored: keyturn did not make it
        noted      reminded 2026-04-30 06:01; tries to tell, in a row: 1
        promised   deactivation not before 2026-04-30 00:01, unless it is used (told
                   2026-04-23 06:01)

      Key AKIAEXAMPLE00000BBBB
        status     active, made 2026-04-20 06:00, 11 days ago
        last use   AWS tells no use
        in secret  current: AWSCURRENT names it; stored; verified 2026-04-20 06:00; it
                   could not read the secret from where keyturn runs; replaces
                   AKIAEXAMPLE00000AAAA; last read 2026-04-20
        noted      promoted 2026-04-20 06:00; owner told 2026-04-20 06:01

      Secret
        name       Account_111122223333_User_alice_AccessKey
        ARN        arn:aws:secretsmanager:eu-west-1:111122223333:secret:Account_111122223333_User_alice_AccessKey-a1b2c3
        Region     eu-west-1
        AWSCURRENT AKIAEXAMPLE00000BBBB
        policy     as keyturn puts it today
        claim      none: no run is at work on it

      Not before
        2026-07-19 due: AKIAEXAMPLE00000BBBB

      Rules, in order
        stop: must the user be left alone? no
        retire-predecessor: is there an old key that another one replaced? yes, and
          this decides

      Settings
        rotateAfterDays 90 (keyturn.yaml)"
    `);
  });

  it('fits 50 columns, but for words that are longer: ids and ARNs are whole', () => {
    expect(text(exampleExplanation(), 50)).toMatchInlineSnapshot(`
      "alice in account 111122223333 (payments),
        2026-05-01 06:00 UTC

      · Waiting: the old key was used 0 days ago: it
        stays until it is quiet
        until 2026-05-14 09:00 UTC
        reason still-used

      User
        name       alice
        id         AIDAEXAMPLE000000CCCC
        path       /team/
        owner      ann@example.com (from the owner tag
                   of the user)
        told       of the current key, 2026-04-20 06:01

      Key AKIAEXAMPLE00000AAAA
        status     active, made 2026-01-20 06:00, 101
                   days ago
        last use   2026-04-30 09:00, today, of s3
        in secret  not stored: keyturn did not make it
        noted      reminded 2026-04-30 06:01; tries to
                   tell, in a row: 1
        promised   deactivation not before 2026-04-30
                   00:01, unless it is used (told
                   2026-04-23 06:01)

      Key AKIAEXAMPLE00000BBBB
        status     active, made 2026-04-20 06:00, 11
                   days ago
        last use   AWS tells no use
        in secret  current: AWSCURRENT names it; stored;
                   verified 2026-04-20 06:00; it could
                   not read the secret from where
                   keyturn runs; replaces
                   AKIAEXAMPLE00000AAAA; last read
                   2026-04-20
        noted      promoted 2026-04-20 06:00; owner told
                   2026-04-20 06:01

      Secret
        name       Account_111122223333_User_alice_AccessKey
        ARN        arn:aws:secretsmanager:eu-west-1:111122223333:secret:Account_111122223333_User_alice_AccessKey-a1b2c3
        Region     eu-west-1
        AWSCURRENT AKIAEXAMPLE00000BBBB
        policy     as keyturn puts it today
        claim      none: no run is at work on it

      Not before
        2026-07-19 due: AKIAEXAMPLE00000BBBB

      Rules, in order
        stop: must the user be left alone? no
        retire-predecessor: is there an old key that
          another one replaced? yes, and this decides

      Settings
        rotateAfterDays 90 (keyturn.yaml)"
    `);
    const long = text(exampleExplanation(), 50)
      .split('\n')
      .filter((line) => line.length > 50);
    expect(long.every((line) => line.includes('Account_111122223333_User_alice_AccessKey'))).toBe(true);
  });

  it('is plain where nothing shows colours, and coloured where a person looks', () => {
    const escapeSign = String.fromCharCode(27);
    expect(text(exampleExplanation())).not.toContain(escapeSign);
    const style = styleFor({ write: () => undefined, isTTY: true, columns: 80 }, { LANG: 'C.UTF-8' });
    expect(explainLines(style, exampleExplanation()).join('\n')).toContain(escapeSign);
  });

  it('says why a person is needed, what to do, and what keeps the account from the plan', () => {
    const plan = {
      step: 'NOTHING',
      reason: 'two-keys-in-use',
      tone: 'blocked',
      message: 'both keys are in use',
    } as const;
    const accountError = { message: 'rotated from us-east-1', remedy: 'set secretRegion' };
    expect(text(exampleExplanation({ plan: { ...plan, remedy: 'let them share one key' }, accountError }))).toContain(
      [
        '✖ The plan does not reach this user: rotated from us-east-1',
        '▲ Blocked, a person is needed: both keys are in use',
        '  → set secretRegion',
        '  → let them share one key',
        '  reason two-keys-in-use',
      ].join('\n'),
    );
  });

  it.each<[said: string, differences: Partial<ExplainResult>]>([
    [
      'Nothing to do: due in 3 days',
      { plan: { step: 'NOTHING', reason: 'fresh', tone: 'rest', message: 'due in 3 days' } },
    ],
    [
      'Would get a new key (ROTATE AKIAEXAMPLE00000AAAA): the key is 95 days old',
      {
        plan: {
          step: 'ROTATE',
          key: 'AKIAEXAMPLE00000AAAA',
          reason: 'key-due',
          tone: 'act',
          message: 'the key is 95 days old',
          outcome: 'planned',
        },
      },
    ],
    ['Failed: no', { plan: { step: 'NOTHING', reason: 'x', tone: 'blocked', message: 'no', outcome: 'failed' } }],
    [
      'exempt     by path /vendors/; reason: theirs',
      { exemption: { by: 'path', value: '/vendors/', reason: 'theirs' } },
    ],
    [
      'owner      it@example.com (the address of the account; the user has no owner',
      { owner: { addresses: ['it@example.com'], from: 'account-address', whyNotTag: 'the user has no owner tag' } },
    ],
    ['told       NOT of the current key', { owner: { addresses: ['it@example.com'], from: 'admin-address' } }],
    [
      'told       of no key: keyturn made none yet',
      { owner: { addresses: [], from: 'nowhere' }, secret: { ...secret(), current: 'placeholder' } },
    ],
    ['nobody is known whom to tell: set adminEmail', { owner: { addresses: [], from: 'nowhere' } }],
    ['held       by the tag keyturn:hold', { user: { ...exampleExplanation().user, isHeld: true } }],
    ['▲ a remark', { remarks: ['a remark'] }],
    [
      'claim      a run is at work on it, until 2026-05-01 06:35 at the latest',
      { secret: { ...secret(), claim: 'busy', claimedUntil: '2026-05-01T06:35:00Z' } },
    ],
    ['held       other-owner', { secret: { ...secret(), hold: 'other-owner' } }],
    ['deletion   2026-05-30 06:00', { secret: { ...secret(), deletionAt: '2026-05-30T06:00:00Z' } }],
    ["policy     missing, or somebody else's", { secret: { ...secret(), policy: 'changed' } }],
    ['denied     2 new keys in a row', { secret: { ...secret(), denied: 2 } }],
    ['given up   2 keys in a row', { secret: { ...secret(), givenUp: 2 } }],
    ['AWSCURRENT no key yet', { secret: { ...secret(), current: 'placeholder' } }],
    [
      'verification, which counts as no use',
      { keys: [{ ...firstKey(), isLastUseOurs: true, lastUsedService: 'secretsmanager' }] },
    ],
    [
      'given up 2026-04-21 06:00; pending',
      {
        keys: [
          {
            ...firstKey(),
            storage: 'stored',
            verdict: 'abandoned',
            verdictAt: '2026-04-21T06:00:00Z',
            isPending: true,
          },
        ],
      },
    ],
  ])('says "%s"', (said, differences) => {
    expect(text(exampleExplanation(differences))).toContain(said);
  });

  it('of a user without a secret says that there is none', () => {
    const { secret: _, ...rest } = exampleExplanation();
    expect(text(rest)).toContain('Secret\n  none yet: the first new key makes it');
  });

  it('shows no control character of a name, and no sign that the terminal lacks', () => {
    const account = { ...exampleExplanation().account, name: 'pay\u001b[2Jments' };
    expect(text(exampleExplanation({ account }))).toContain('(payments)');
    expect(text(exampleExplanation(), 80, {})).toMatch(/^[\n\u0020-\u007e]+$/);
  });
});
