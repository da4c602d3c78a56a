import * as z from 'zod';
import type { UserTarget } from '../app/observe/user-target.ts';
import type { RunTicket } from '../app/run-bucket/documents.ts';
import { accountId, flag, forcedUser, object, words } from './fields.ts';
import { type EventForm, parseEvent, refusedEvent, shown } from './parse-event.ts';
import { runTicket } from './tickets.ts';

export type InventoryEvent =
  | {
      readonly kind: 'start';
      readonly force?: UserTarget | undefined;
      readonly dryrun?: boolean | undefined;
      /** When the schedule meant to start it, as `2027-01-15T03:00:00Z`; `undefined`: a person did. */
      readonly scheduled?: string | undefined;
    }
  | { readonly kind: 'settle-search'; readonly run: RunTicket }
  | { readonly kind: 'finish'; readonly run: RunTicket };

export const START_EXAMPLE =
  '{"ForceRotate": "alice", "account": "123456789012", "dryrun": true}, or {} for everybody who is due';

const start: EventForm<InventoryEvent> = {
  schema: object({ ForceRotate: forcedUser().optional(), account: accountId().optional(), dryrun: flag() })
    .superRefine(({ ForceRotate, account }, context) => {
      if (account === undefined || context.issues.length > 0) return;
      if (ForceRotate === undefined) context.addIssue(complaint('no account, or ForceRotate with it'));
      else if (ForceRotate.account !== undefined && ForceRotate.account !== account)
        context.addIssue(complaint(`the account of the ARN (${ForceRotate.account}), or leave it out`));
    })
    .transform(({ ForceRotate, account, dryrun }) => ({
      kind: 'start',
      force: ForceRotate && { ...ForceRotate, account: account ?? ForceRotate.account },
      dryrun,
    })),
  fields: ['ForceRotate', 'account', 'dryrun'],
  example: START_EXAMPLE,
};

const complaint = (message: string) => ({ code: 'custom' as const, path: ['account'], message });

const MOMENT = 'a time as 2027-01-15T03:00:00Z';

const scheduled: EventForm<InventoryEvent> = {
  schema: object({
    scheduled: z
      .string({ error: MOMENT })
      .refine((time) => /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(time) && !Number.isNaN(Date.parse(time)), {
        error: MOMENT,
      }),
  }).transform((event) => ({ kind: 'start', ...event })),
  fields: ['scheduled'],
  example: '{"scheduled": "2027-01-15T03:00:00Z"}',
};

const settleSearch: EventForm<InventoryEvent> = {
  schema: object({ step: z.literal('settle-search'), run: runTicket() }).transform(({ run }) => ({
    kind: 'settle-search',
    run,
  })),
  fields: ['step', 'run'],
  example: '{"step": "settle-search", "run": {...}}',
};

const finish: EventForm<InventoryEvent> = {
  schema: object({ step: z.literal('finish'), run: runTicket(), execution: words(500) }).transform(({ run }) => ({
    kind: 'finish',
    run,
  })),
  fields: ['step', 'run', 'execution'],
  example: '{"step": "finish", "run": {...}, "execution": "arn:aws:states:..."}',
};

export const inventoryEvent = (event: unknown): InventoryEvent => parseEvent(formOf(event), event);

const formOf = (event: unknown): EventForm<InventoryEvent> => {
  const { step, scheduled: time } = (event ?? {}) as { readonly step?: unknown; readonly scheduled?: unknown };
  if (step === 'settle-search') return settleSearch;
  if (step === 'finish') return finish;
  if (step !== undefined) throw refusedEvent(finish, [`step is ${shown(step)}: give settle-search or finish`]);
  return time === undefined ? start : scheduled;
};
