import type { Digest, Notice } from '../app/notices/digest.ts';
import type { AddressedDigest } from './addressed-digest.ts';
import { announce } from './groups/announce.ts';
import { ask } from './groups/ask.ts';
import { planned } from './groups/planned.ts';
import { remind } from './groups/remind.ts';
import { tell } from './groups/tell.ts';
import { tellDeactivated } from './groups/tell-deactivated.ts';
import { tellHandover } from './groups/tell-handover.ts';
import { tellReactivated } from './groups/tell-reactivated.ts';
import { warn } from './groups/warn.ts';
import { warnByPolicy } from './groups/warn-by-policy.ts';
import type { Message, NoticeGroup, Sorted } from './message.ts';
import { moment } from './moment.ts';
import { plannedOf } from './planned-of.ts';
import { accountWords } from './subject/account-words.ts';

interface Sort {
  readonly holds: (notice: Notice) => boolean;
  readonly compose: (sorted: Sorted) => NoticeGroup;
  /** Says how a new key is installed; the next group need not. */
  readonly explains: boolean;
}

/** In the order of a key's life. */
const sorts: readonly Sort[] = [
  { holds: ({ kind }) => kind === 'TELL', compose: tell, explains: true },
  { holds: ({ kind, otherKey }) => kind === 'WARN' && otherKey !== undefined, compose: warn, explains: true },
  { holds: ({ kind, otherKey }) => kind === 'WARN' && otherKey === undefined, compose: warnByPolicy, explains: false },
  { holds: ({ kind }) => kind === 'REMIND', compose: remind, explains: true },
  { holds: ({ kind }) => kind === 'TELL_DEACTIVATED', compose: tellDeactivated, explains: false },
  { holds: ({ kind }) => kind === 'TELL_REACTIVATED', compose: tellReactivated, explains: false },
  { holds: ({ kind }) => kind === 'TELL_HANDOVER', compose: tellHandover, explains: false },
  { holds: ({ kind }) => kind === 'ANNOUNCE', compose: announce, explains: false },
  { holds: ({ kind }) => kind === 'ASK', compose: ask, explains: false },
];

/** What the mail about this digest says. */
export const compose = (digest: AddressedDigest): Message => {
  const groups = groupsOf(digest);
  const [only, ...more] = groups;
  return {
    headline: only !== undefined && more.length === 0 ? only.title : 'News of your access keys',
    account: `Account ${accountWords(digest)}, ${moment(digest.at)}`,
    dryRun: digest.isDryRun ? dryRunWords(digest) : undefined,
    groups,
    help: `Questions, or more time needed? Reply to this mail, or write to ${digest.from}.`,
  };
};

const dryRunWords = ({ notices }: Digest): string => {
  const unchanged = 'This is a dry run. Nothing was changed: no key was created, deactivated or deleted.';
  return notices.length === 0
    ? unchanged
    : `${unchanged} This is what keyturn would write; a key that it calls new may not exist yet.`;
};

const groupsOf = (digest: AddressedDigest): readonly NoticeGroup[] => {
  const steps = plannedOf(digest);
  return [...(steps.length === 0 ? [] : [planned(steps, digest)]), ...noticeGroups(digest)];
};

const noticeGroups = (digest: AddressedDigest): readonly NoticeGroup[] => {
  let isExplained = false;
  return sorts.flatMap(({ holds, compose: write, explains }) => {
    const notices = digest.notices.filter(holds);
    if (notices.length === 0) return [];
    const group = write({ notices, digest, isExplained });
    isExplained ||= explains;
    return [group];
  });
};
