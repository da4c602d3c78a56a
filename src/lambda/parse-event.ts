import type * as z from 'zod';
import { Fault } from '../app/faults/fault.ts';
import { nearest } from '../app/settings/nearest.ts';
import { redact } from '../aws/client/redact.ts';

/** What one kind of event looks like. Messages of the schema's issues complete "give ...". */
export interface EventForm<T> {
  readonly schema: z.ZodType<T>;
  /** Fields that an unknown one is compared with. */
  readonly fields: readonly string[];
  /** JSON that is accepted. */
  readonly example: string;
  /** Fields whose values no message shows. */
  readonly hidden?: readonly string[];
}

/** The event, checked. Throws one {@link Fault} that lists everything wrong with it. */
export const parseEvent = <T>(form: EventForm<T>, event: unknown): T => {
  const parsed = form.schema.safeParse(event);
  if (parsed.success) return parsed.data;
  throw refusedEvent(form, [...new Set(parsed.error.issues.flatMap((issue) => problemsIn(issue, form, event)))]);
};

/** For what only the settings can tell. */
export const refusedEvent = ({ example }: Pick<EventForm<unknown>, 'example'>, problems: readonly string[]): Fault => {
  const lines = [`the event is refused, and nothing was done:`, ...problems.map((line) => `  ${line}`)];
  return new Fault('event-invalid', [...lines, `an event that is accepted: ${example}`].join('\n'));
};

type Issue = z.core.$ZodIssue;

const problemsIn = (issue: Issue, form: EventForm<unknown>, event: unknown): readonly string[] => {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField([...issue.path, key], form));
  const given = valueAt(event, issue.path);
  if (issue.path.length === 0) return [`the event is ${shown(given)}: give ${issue.message}`];
  const name = issue.path.join('.');
  if (given === undefined) return [`${name} is missing: give ${issue.message}`];
  const isHidden = form.hidden?.includes(String(issue.path[0])) ?? false;
  return [`${name} is ${isHidden ? 'not shown here' : shown(given)}: give ${issue.message}`];
};

const unknownField = (path: readonly PropertyKey[], { fields }: EventForm<unknown>): string => {
  const name = path.join('.');
  const meant = nearest(name.slice(0, LONGEST_NAME), fields);
  return `there is no field ${shown(name)}: ${meant === undefined ? `known are ${fields.join(', ')}` : `did you mean ${meant}?`}`;
};

/** Longer names were never meant for a field. */
const LONGEST_NAME = 60;

const valueAt = (event: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], event);

const MOST_SHOWN = 200;

/** A value in JSON, on one line, cut, and without anything that could be a key. */
export const shown = (value: unknown): string => {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const text = redact(JSON.stringify(value) ?? typeof value);
  return text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN - 1)}…`;
};
