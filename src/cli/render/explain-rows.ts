import type { ExplainedOwner, ExplainedSecret } from '../../app/acts/explain-result.ts';
import type { ExplainedKey, ExplainedNotes } from '../../app/acts/explained-key.ts';

/** A name and what is to say under it; without a name, a line of its own. */
export type Row = readonly [label: string, text: string];

/** As `2026-06-01 06:00`, in UTC. */
export const momentOf = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

const days = (count: number): string => (count === 0 ? 'today' : count === 1 ? '1 day ago' : `${count} days ago`);

/** What is known of one key, a row for each matter. */
export const keyRows = (key: ExplainedKey): readonly Row[] => [
  [
    'status',
    `${key.status === 'Active' ? 'active' : 'inactive'}, made ${momentOf(key.createdAt)}, ${days(key.ageDays)}`,
  ],
  ['last use', useText(key)],
  ['in secret', secretText(key)],
  ...notedRow(key.notes),
  ...promisedRow('deactivation', key.notes.warned),
  ...promisedRow('deletion', key.notes.announced),
];

const useText = ({ lastUsedAt, lastUsedDays, lastUsedService, isLastUseOurs }: ExplainedKey): string => {
  if (lastUsedAt === null || lastUsedDays === null) return 'AWS tells no use';
  const service = lastUsedService === undefined ? '' : `, of ${lastUsedService}`;
  const ours = isLastUseOurs ? ": keyturn's own verification, which counts as no use" : '';
  return `${momentOf(lastUsedAt)}, ${days(lastUsedDays)}${service}${ours}`;
};

const verdicts = { none: 'not verified', verified: 'verified', abandoned: 'given up' } as const;
const storages = { none: 'not stored: keyturn did not make it', tombstone: 'its secret access key was lost' } as const;

const secretText = (key: ExplainedKey): string => {
  const { storage, verdict, verdictAt, isCurrent, isPending, isUndone, replaces, lastReadOn, readByOwner } = key;
  const stored = [
    ...(storage === 'stored' ? ['stored'] : [storages[storage]]),
    ...(storage === 'none' && verdict === 'none'
      ? []
      : [`${verdicts[verdict]}${verdictAt === undefined ? '' : ` ${momentOf(verdictAt)}`}`]),
    ...(readByOwner === false ? ['it could not read the secret from where keyturn runs'] : []),
  ];
  return [
    ...(isCurrent ? ['current: AWSCURRENT names it'] : []),
    ...stored,
    ...(isPending ? ['pending: its promotion is not settled'] : []),
    ...(isUndone ? ['a person went back from it'] : []),
    ...(replaces === undefined ? [] : [`replaces ${replaces}`]),
    ...(lastReadOn === undefined ? [] : [`last read ${lastReadOn}`]),
  ].join('; ');
};

/** In the order in which they are said. */
const noteWords: Readonly<Record<Exclude<keyof ExplainedNotes, 'warned' | 'announced' | 'tries'>, string>> = {
  promotedAt: 'promoted',
  toldAt: 'owner told',
  lastTryAt: 'last try to tell',
  remindedAt: 'reminded',
  askedAt: 'asked',
  deactivatingAt: 'deactivation sent',
  inactiveSince: 'inactive since',
  deactivatedAt: 'deactivated by keyturn',
  deactivationToldAt: 'that told',
  reactivatedAt: 'switched on by a person',
  reactivationToldAt: 'that told',
  restartedAt: 'clocks restarted',
};

const notedRow = (notes: ExplainedNotes): readonly Row[] => {
  const moments = (Object.keys(noteWords) as (keyof typeof noteWords)[]).flatMap((note) => {
    const at = notes[note];
    return at === undefined ? [] : [`${noteWords[note]} ${momentOf(at)}`];
  });
  const tries = notes.tries === undefined || notes.tries === 0 ? [] : [`tries to tell, in a row: ${notes.tries}`];
  const all = [...moments, ...tries];
  return all.length === 0 ? [] : [['noted', all.join('; ')]];
};

const promisedRow = (act: string, told: ExplainedNotes['warned']): readonly Row[] =>
  told === undefined
    ? []
    : [
        [
          'promised',
          `${act} not before ${momentOf(told.on)}${told.isUnlessUsed ? ', unless it is used' : ''} (told ${momentOf(told.at)})`,
        ],
      ];

const policies = {
  current: 'as keyturn puts it today',
  earlier: 'one that keyturn put before: the owner reads, and nobody else',
  changed: "missing, or somebody else's",
} as const;

export const secretRows = (secret: ExplainedSecret | undefined): readonly Row[] =>
  secret === undefined
    ? [['', 'none yet: the first new key makes it']]
    : [
        ['name', secret.name],
        ['ARN', secret.arn],
        ['Region', secret.region],
        ['AWSCURRENT', currentText(secret.current)],
        ['policy', policies[secret.policy]],
        ['claim', claimText(secret)],
        ...(secret.hold === undefined ? [] : [['held', secret.hold] as const]),
        ...(secret.deletionAt === undefined ? [] : [['deletion', momentOf(secret.deletionAt)] as const]),
        ...(secret.replicas === undefined ? [] : [['replicas', secret.replicas] as const]),
        ...(secret.givenUp === undefined ? [] : [['given up', `${secret.givenUp} keys in a row`] as const]),
        ...(secret.denied === undefined ? [] : [['denied', `${secret.denied} new keys in a row`] as const]),
        ...(secret.isFull ? [['room', 'none for one more key: its tags or labels are used up'] as const] : []),
      ];

const currentText = (current: string): string => {
  if (current === 'placeholder') return 'no key yet';
  return current === 'unknown' ? 'a version that keyturn cannot name' : current;
};

const claimText = ({ claim, claimedUntil }: ExplainedSecret): string => {
  if (claim !== 'busy') return 'none: no run is at work on it';
  return `a run is at work on it${claimedUntil === undefined ? '' : `, until ${momentOf(claimedUntil)} at the latest`}`;
};

const origins = {
  'owner-tag': 'from the owner tag of the user',
  'account-address': 'the address of the account',
  'admin-address': 'the address of the admins',
} as const;

export const ownerText = ({ addresses, from, whyNotTag }: ExplainedOwner): string => {
  const why = whyNotTag === undefined ? '' : `; ${whyNotTag}`;
  if (from === 'nowhere') return `nobody is known whom to tell: set adminEmail${why}`;
  return `${addresses.join(', ')} (${origins[from]}${why})`;
};
