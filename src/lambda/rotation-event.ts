import * as z from 'zod';
import type { UserTarget } from '../app/observe/user-target.ts';
import type { AccountTicket, RunTicket } from '../app/run-bucket/documents.ts';
import type { AccountId } from '../core/keys.ts';
import { accountId, emailOrNone, flag, forcedUser, object, words, yesOrNo } from './fields.ts';
import { type EventForm, parseEvent, refusedEvent, shown } from './parse-event.ts';
import { accountTicket, accountTickets, refusal, round, runTicket } from './tickets.ts';

interface OfRun {
  readonly run: RunTicket;
  readonly ticket: AccountTicket;
}

interface OfBatch {
  readonly run: RunTicket;
  readonly tickets: readonly AccountTicket[];
  readonly round: number;
}

export type RotationEvent =
  | {
      readonly kind: 'direct';
      readonly ticket: { readonly account: AccountId; readonly name: string; readonly email: string };
      /** `undefined`: everybody who is due. */
      readonly force: UserTarget | undefined;
      readonly dryrun?: boolean | undefined;
    }
  | ({ readonly kind: 'search' } & OfRun)
  | ({ readonly kind: 'visit'; readonly isAlone: boolean } & OfBatch)
  | ({ readonly kind: 'tell'; readonly refused: string } & OfBatch);

export const DIRECT_EXAMPLE =
  '{"account": "123456789012", "name": "payments", "email": "payments@example.com"}, and ForceRotate, dryrun';

const direct: EventForm<RotationEvent> = {
  schema: object({
    account: accountId(),
    name: words(200),
    email: emailOrNone(),
    ForceRotate: forcedUser().optional(),
    dryrun: flag(),
  })
    .superRefine(({ account, ForceRotate }, context) => {
      if (ForceRotate?.account === undefined || ForceRotate.account === account) return;
      const message = `a user of the account ${account}`;
      context.addIssue({ code: 'custom', path: ['ForceRotate'], message });
    })
    .transform(({ account, name, email, ForceRotate, dryrun }) => ({
      kind: 'direct',
      ticket: { account, name, email },
      force: ForceRotate,
      dryrun,
    })),
  fields: ['account', 'name', 'email', 'ForceRotate', 'dryrun'],
  example: DIRECT_EXAMPLE,
};

const ofRun = { run: runTicket(), ticket: accountTicket() } as const;

const search: EventForm<RotationEvent> = {
  schema: object({ step: z.literal('search'), ...ofRun }).transform(({ step: kind, ...event }) => ({ kind, ...event })),
  fields: ['step', 'run', 'ticket'],
  example: '{"step": "search", "run": {...}, "ticket": {...}}',
};

const ofBatch = { run: runTicket(), tickets: accountTickets(), round: round() } as const;

const visit: EventForm<RotationEvent> = {
  schema: object({ step: z.literal('visit'), ...ofBatch, isAlone: yesOrNo() }).transform(
    ({ step: kind, ...event }) => ({
      kind,
      ...event,
    }),
  ),
  fields: ['step', 'run', 'tickets', 'round', 'isAlone'],
  example: '{"step": "visit", "run": {...}, "tickets": [{...}], "round": 0, "isAlone": false}',
};

const tell: EventForm<RotationEvent> = {
  schema: object({ step: z.literal('tell'), ...ofBatch, refused: refusal() }).transform(({ step: kind, ...event }) => ({
    kind,
    ...event,
  })),
  fields: ['step', 'run', 'tickets', 'round', 'refused'],
  example: '{"step": "tell", "run": {...}, "tickets": [{...}], "round": 0, "refused": ""}',
};

const steps: ReadonlyMap<unknown, EventForm<RotationEvent>> = new Map([
  [undefined, direct],
  ['search', search],
  ['visit', visit],
  ['tell', tell],
]);

export const rotationEvent = (event: unknown): RotationEvent => {
  const { step } = (event ?? {}) as { readonly step?: unknown };
  const form = steps.get(step);
  if (form === undefined) throw refusedEvent(visit, [`step is ${shown(step)}: give search, visit or tell`]);
  return parseEvent(form, event);
};
