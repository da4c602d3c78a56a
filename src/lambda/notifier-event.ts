import * as z from 'zod';
import { formats } from '../app/settings/formats.ts';
import { placeholders } from '../notify/placeholders.ts';
import { object, text, words } from './fields.ts';
import { type EventForm, parseEvent } from './parse-event.ts';
import { messageKey } from './tickets.ts';

export type NotifierEvent =
  | { readonly kind: 'message'; readonly message: string }
  | ({ readonly kind: 'letter' } & ManualMail);

/** A mail that somebody asks for by hand. */
export interface ManualMail {
  readonly email: string;
  readonly subject: string;
  /** A file in the folder of the templates. */
  readonly email_template: string;
  readonly template_values: Readonly<Partial<Record<(typeof placeholders)[number], string>>>;
}

const message: EventForm<NotifierEvent> = {
  schema: object({ message: messageKey() }).transform((event) => ({ kind: 'message', ...event })),
  fields: ['message'],
  example: '{"message": "runs/20270115-1a2b3c4d/outbox/summary.json"}',
};

const LONGEST_VALUE = 100_000;

const value = () => z.preprocess((given) => (typeof given === 'number' ? String(given) : given), words(LONGEST_VALUE));

const values = object(
  Object.fromEntries(placeholders.map((name) => [name, name === 'actions' ? value() : value().optional()])),
);

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
  example: `{"email": "payments@example.com", "subject": "...", "email_template": "iam-auto-key-rotation-enforcement.html", "template_values": {"actions": "...", ...}}`,
  hidden: ['subject', 'template_values'],
};

export const notifierEvent = (event: unknown): NotifierEvent => {
  const isMessage = typeof event === 'object' && event !== null && 'message' in event;
  return isMessage ? parseEvent(message, event) : parseEvent(manualMail, event);
};
