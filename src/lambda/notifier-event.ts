import * as z from 'zod';
import type { RunTicket } from '../app/run-bucket/documents.ts';
import { runKeys } from '../app/run-bucket/keys.ts';
import { formats } from '../app/settings/formats.ts';
import type { AccountId } from '../core/keys.ts';
import { placeholders } from '../notify/placeholders.ts';
import { object, text, words } from './fields.ts';
import { type EventForm, parseEvent } from './parse-event.ts';
import { accountTickets, messageKey, round, runTicket } from './tickets.ts';

export type NotifierEvent =
  | { readonly kind: 'message'; readonly message: string; readonly run: RunTicket }
  | MailsOfVisits
  | ({ readonly kind: 'letter' } & ManualMail);

/** All mails that the visits of one round left. */
interface MailsOfVisits {
  readonly kind: 'mails';
  readonly run: RunTicket;
  readonly accounts: readonly AccountId[];
  readonly round: number;
}

/** A mail that somebody asks for by hand. */
export interface ManualMail {
  readonly email: string;
  readonly subject: string;
  /** A file in the folder of the templates. */
  readonly email_template: string;
  readonly template_values: Readonly<Partial<Record<(typeof placeholders)[number], string>>>;
}

const message: EventForm<NotifierEvent> = {
  schema: object({ message: messageKey(), run: runTicket() })
    .refine(({ message: key, run }) => key.startsWith(runKeys.of(run.id)), {
      path: ['message'],
      error: 'the key of a mail of this run',
    })
    .transform((event) => ({ kind: 'message', ...event })),
  fields: ['message', 'run'],
  example: '{"message": "runs/20270115-1a2b3c4d/outbox/summary.json", "run": {...}}',
};

const mails: EventForm<NotifierEvent> = {
  schema: object({
    step: z.literal('mails', { error: 'mails' }),
    run: runTicket(),
    tickets: accountTickets(),
    round: round(),
  }).transform(({ run, tickets, round: ofVisits }) => ({
    kind: 'mails',
    run,
    accounts: tickets.map(({ account }) => account),
    round: ofVisits,
  })),
  fields: ['step', 'run', 'tickets', 'round'],
  example: '{"step": "mails", "run": {...}, "tickets": [{...}], "round": 0}',
};

const LONGEST_VALUE = 100_000;

const value = () => z.preprocess((given) => (typeof given === 'number' ? String(given) : given), words(LONGEST_VALUE));

const values = object(
  Object.fromEntries(placeholders.map((name) => [name, name === 'actions' ? value() : value().optional()])),
);

export const MANUAL_EXAMPLE =
  '{"email": "payments@example.com", "subject": "...", "email_template": "iam-auto-key-rotation-enforcement.html", "template_values": {"account_id": "123456789012", "actions": "...", ...}}';

const manualMail: EventForm<NotifierEvent> = {
  schema: object({
    email: text(formats.email),
    subject: words(1_000),
    email_template: text({ ...formats.fileName, allowed: 'the name of a file in the folder template/' }),
    template_values: values,
  }).transform((event) => ({ kind: 'letter', ...event })),
  fields: [
    'email',
    'subject',
    'email_template',
    'template_values',
    ...placeholders.map((name) => `template_values.${name}`),
  ],
  example: MANUAL_EXAMPLE,
  hidden: ['subject', 'template_values'],
};

export const notifierEvent = (event: unknown): NotifierEvent => {
  if (typeof event !== 'object' || event === null) return parseEvent(manualMail, event);
  return parseEvent('step' in event ? mails : 'message' in event ? message : manualMail, event);
};
