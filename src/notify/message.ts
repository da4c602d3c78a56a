import type { Notice } from '../app/notices/digest.ts';
import type { AddressedDigest } from './addressed-digest.ts';
import { days } from './moment.ts';

/** What a mail says, in plain text: written once, rendered as HTML and as text. */
export interface Message {
  readonly headline: string;
  readonly account: string;
  readonly dryRun: string | undefined;
  readonly groups: readonly NoticeGroup[];
  readonly help: string;
}

/** All notices of one sort: one explanation, one card a key. */
export interface NoticeGroup {
  readonly title: string;
  readonly lead: string;
  readonly cards: readonly Card[];
  readonly steps: readonly Instruction[];
  readonly otherwise: string;
}

export interface Card {
  readonly user: string;
  readonly rows: readonly CardRow[];
  readonly note?: string | undefined;
  readonly command?: { readonly label: string; readonly line: string } | undefined;
}

export interface CardRow {
  readonly label: string;
  readonly value: string;
  readonly isCode?: true;
}

export interface Instruction {
  readonly text: string;
  readonly command?: string;
}

/** Several notices of one sort, with the digest they are of. */
export interface Sorted {
  readonly notices: readonly Notice[];
  readonly digest: AddressedDigest;
  /** True when an earlier part of the mail says how a new key is installed. */
  readonly isExplained: boolean;
}

export const keyRow = (label: string, key: string | undefined): readonly CardRow[] =>
  key === undefined ? [] : [{ label, value: key, isCode: true }];

/** Whom to ask, and what to do about a key that was deactivated too early. */
export const undoWords = ({ policy, from }: AddressedDigest): string =>
  `You are told on the day, and a deactivated key can be switched on again for ${days(policy.recoveryGraceDays)} at least: ask ${from}. It is deleted only after another notice.`;
