import { aws } from './rows/aws.ts';
import { consistencyAndTime } from './rows/consistency.ts';
import { denied } from './rows/denied.ts';
import { invariants as safety } from './rows/invariants.ts';
import { lateReads, leftOff } from './rows/late-reads.ts';
import { mailAndSettings } from './rows/mail.ts';
import { people } from './rows/people.ts';
import { places } from './rows/places.ts';
import { processAndRaces } from './rows/process.ts';
import { progress } from './rows/progress.ts';
import { regions } from './rows/regions.ts';
import type { FaultRow } from './rows/row.ts';
import { smtp } from './rows/smtp.ts';
import { toldDates } from './rows/told-dates.ts';
import { visits } from './rows/visits.ts';

export type { FaultRow };

/** Every invariant, in order. */
export const invariants: readonly FaultRow[] = [...safety, ...progress];

/** Every fault, in order. docs/safety.md is made from this, and from the invariants. */
export const faults: readonly FaultRow[] = [
  ...processAndRaces,
  ...consistencyAndTime,
  ...aws,
  ...places,
  ...mailAndSettings,
  ...toldDates,
  ...people,
  ...regions,
  ...lateReads,
  ...denied,
  ...leftOff,
  ...visits,
  ...smtp,
];
