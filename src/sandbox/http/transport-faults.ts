/** What goes wrong on the way between a client and the sandbox. */
export type TransportFault =
  /** The connection is reset before anything is carried out. */
  | 'reset-before'
  /** Carried out; then the connection is reset. */
  | 'reset-after'
  /** The service fails, in its own form, without carrying anything out. */
  | '500'
  | '503'
  /** The service throttles, in its own form. */
  | 'throttle'
  /** Not carried out, and never answered. */
  | 'timeout'
  /** Carried out, and never answered. */
  | 'lost'
  /** Carried out; the answer breaks off in its middle. */
  | 'truncate'
  /** Not carried out: a proxy answers with a page of its own. */
  | 'html'
  /** Carried out; then a proxy answers with a page of its own. */
  | 'html-after';

/** Told the operation (`iam:CreateAccessKey`) and the how-manieth call of it this is, from 1. */
export type TransportFaults = (operation: string, nthCall: number) => TransportFault | undefined;

export const isExecuted = (fault: TransportFault): boolean =>
  fault === 'reset-after' || fault === 'lost' || fault === 'truncate' || fault === 'html-after';
