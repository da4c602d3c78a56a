import type { Digest } from '../app/notices/digest.ts';
import type { Recipients } from '../app/ports/channel.ts';

/** What a mail is written from: its words name whom to ask, and say who has it in copy. */
export type AddressedDigest = Digest & Recipients;
