import * as z from 'zod';
import { MOST_ACCOUNTS_AT_ONCE } from '../app/fan-out/account-batches.ts';
import { readUserTarget } from '../app/observe/user-target.ts';
import { runKeys } from '../app/run-bucket/keys.ts';
import { formats } from '../app/settings/formats.ts';
import { oneLine } from '../text/one-line.ts';
import { accountId, emailOrNone, object, text, whole, words, yesOrNo } from './fields.ts';

/** What the state machine carries from step to step. */
const SEAL =
  'the seal of the run, as its execution was given it (the run of an older keyturn has none, and ends here: the next goes on)';

const runId = { pattern: /^[A-Za-z0-9-]+$/, longest: 60, allowed: 'the id of a run, of letters, digits and -' };

export const runTicket = () =>
  object({
    id: text(runId),
    mode: z.enum(['plan', 'apply'], { error: 'plan or apply' }),
    bucket: text(formats.bucket),
    accountsKey: words(200),
    batchesKey: words(200).optional(),
    force: z.union([z.literal(''), text(formats.userName)], { error: `${formats.userName.allowed}, or ""` }),
    arn: z
      .string()
      .refine((arn) => readUserTarget(arn)?.arn !== undefined, { error: 'the ARN of a user' })
      .optional(),
    isSearch: yesOrNo(),
    isScheduled: yesOrNo(),
    seal: text({ pattern: /^[\w-]+$/, longest: 100, allowed: SEAL }),
  })
    .refine(({ id, accountsKey }) => [runKeys.accounts(id), runKeys.chosen(id)].includes(accountsKey), {
      path: ['accountsKey'],
      error: "the key of this run's list of accounts",
    })
    .refine(({ id, batchesKey }) => [undefined, runKeys.batches(id), runKeys.chosenBatches(id)].includes(batchesKey), {
      path: ['batchesKey'],
      error: "the key of this run's list of batches",
    });

export const accountTicket = () =>
  object({
    account: accountId(),
    name: words(200),
    email: emailOrNone(),
    share: whole(0, 1_000_000_000),
    rotations: whole(0, 1_000_000_000).optional(),
  });

/** Of the accounts that one function works at once. */
export const accountTickets = () => {
  const error = `a list of 1 to ${MOST_ACCOUNTS_AT_ONCE} accounts`;
  return z.array(accountTicket(), { error }).min(1, { error }).max(MOST_ACCOUNTS_AT_ONCE, { error });
};

export const round = () => whole(0, 1_000);

/** A mail of a run, and no other object of the bucket. */
export const messageKey = () =>
  text({
    pattern: /^runs\/[A-Za-z0-9-]+\/outbox\/(\d{12}\/\d+-\d+|summary)\.json$/,
    longest: 200,
    allowed: 'the key of a mail in the run bucket, as runs/20270115-1a2b3c4d/outbox/summary.json',
  });

/** Step Functions hands on whole error texts. */
const LONGEST_REFUSAL = 40_000;

/** Why a step failed, in words of one line; empty: it did not. */
export const refusal = () => words(LONGEST_REFUSAL).transform((refused) => oneLine(refused, 300));
