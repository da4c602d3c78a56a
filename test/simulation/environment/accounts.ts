import { BREAK_GLASS_ROLE } from '../../../src/app/secret/writers.ts';

/** The accounts of all stories. */
export const MEMBER = '222222222222';
export const MANAGEMENT = '111111111111';
export const REGION = 'us-east-1';
/** Where no secret of these stories is. */
export const ANOTHER_REGION = 'eu-central-1';
/** Whom a person lets read a secret for a day: a role that is there, and none of those who must read nothing. */
export const HANDED_TO = `arn:aws:iam::${MEMBER}:role/${BREAK_GLASS_ROLE}`;
