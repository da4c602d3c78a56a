import { join } from 'node:path';
import type { Mutant } from './guards.ts';

const rules = 'src/core/rules';
const tests = 'src/core';

/** A guard of the core, by the file of its rule and the line that is taken out. */
export const coreGuard = (
  name: string,
  file: string,
  { text, without }: { readonly text: string; readonly without: string },
): Mutant => ({ guard: name, file: join(rules, `${file}.ts`), text, without, tests });

const guard = (name: string, file: string, ...[text, without]: readonly [text: string, without: string]): Mutant =>
  coreGuard(name, file, { text, without });

/** Guards of the plan, each by itself. */
export const coreMutants: readonly Mutant[] = [
  guard(
    'an account that is not active is left alone',
    'stop',
    "if (account.state !== 'ACTIVE')",
    'if (Number.isNaN(0) && account)',
  ),
  guard('the exempt are left alone', 'stop', 'if (exemption)', "if (exemption?.by === 'self')"),
  guard('a held secret is left alone', 'stop', 'if (secret?.hold)', "if (secret?.hold === 'asked')"),
  guard(
    "another worker's claim is respected",
    'restore-secret',
    "secret?.claim === 'busy'",
    "secret?.claim === ('nobody' as string)",
  ),
  guard(
    'a use after the note starts the recovery again',
    'note-times',
    '(key.lastUsedAt === undefined || key.lastUsedAt <= since)',
    'since > 0',
  ),
  guard(
    'a successor is stored',
    'retire-predecessor',
    "storage.kind === 'stored' && verdict",
    'storage !== undefined && verdict',
  ),
  guard('a successor has worked', 'retire-predecessor', "verdict.kind === 'verified';", 'verdict !== undefined;'),
  guard(
    'a successor is active',
    'retire-predecessor',
    "if (successor.key.status === 'Inactive') return nothing('successor-inactive'",
    "if (Number.isNaN(0)) return nothing('successor-inactive'",
  ),
  guard(
    'an old key in use stays',
    'retire-predecessor',
    'if (used !== undefined) return remindOrWait',
    'if (used !== undefined && Number.isNaN(start)) return remindOrWait',
  ),
  guard(
    'an unread successor must be adopted',
    'retire-predecessor',
    'if (!isAdopted(view))',
    'if (Number.isNaN(start) && isAdopted(view))',
  ),
  guard('a third key stops the retirement', 'retire-predecessor', 'if (keys.length > 2)', 'if (keys.length > 99)'),
  guard(
    'the grace is the one that was set',
    'retire-predecessor',
    'endOf(start, policy.installGraceDays)',
    'endOf(start, 7)',
  ),
  guard(
    'a deactivation was warned of',
    'after-notice',
    'if (from !== undefined && now >= from)\n    return',
    'if (now >= end)\n    return',
  ),
  guard(
    'a deletion was announced',
    'after-notice',
    'if (from !== undefined && now >= from) return',
    'if (now >= end) return',
  ),
  guard(
    'the recovery grace passes',
    'after-notice',
    'const end = recoveryEnd(view, inactiveSince);',
    'const end = inactiveSince;',
  ),
  guard(
    'who switched a user off is not overruled',
    'rotate',
    "view.keys.length !== 1 || key.status !== 'Active'",
    'view.keys.length !== 1',
  ),
  guard('there is a free slot', 'rotate', 'view.keys.length !== 1 ||', ''),
  guard('keys that never work are not made for ever', 'rotate', 'givenUp.count >= 2', 'givenUp.count >= 99'),
  guard('an orphan is proven to be ours', 'retire-orphan', "record?.creator === 'keyturn'", 'record !== undefined'),
  guard(
    'a condemned key that is used is left alone',
    'retire-orphan',
    "if (key.lastUsedAt !== undefined) return nothing('used-unverified', facts);",
    '',
  ),
  guard(
    'an unverified key that is used is left alone',
    'settle-pending',
    'key.lastUsedAt > plus(record.storage.at, LEASE)',
    'Number.isNaN(0)',
  ),
  guard(
    'the only active key is not given up',
    'settle-pending',
    'if (view.active.length === 1)',
    'if (view.active.length === 99)',
  ),
  guard(
    'an older key is not promoted over a newer one',
    'settle-pending',
    'key.createdAt > successor.key.createdAt',
    'key.createdAt > 0',
  ),
  {
    ...guard(
      "today's share and the breaker have the last word",
      'x',
      "if (allowance === 'free' || !isDestructive(step)) return decided;",
      'if (isDestructive(step) || decided) return decided;',
    ),
    file: 'src/core/plan.ts',
  },
];
