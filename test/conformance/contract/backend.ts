import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';

/** An AWS to run keyturn against. */
export interface Backend {
  readonly url: string;
  readonly managementId: string;
  /** Of the five member accounts. */
  readonly memberIds: readonly string[];
  /** Whoever runs keyturn. */
  readonly operator: SandboxCredentials;
  readonly adminOf: (accountId: string) => Promise<SandboxCredentials>;
  /** Lets time pass until it is this many days before the day keyturn comes. */
  readonly travelTo: (daysBefore: number) => Promise<void>;
  /** The server's clock less the test's, in ms. */
  readonly clockOffset: () => number;
  /** The owner of the address follows the link that SES mailed. */
  readonly confirmIdentity: (address: string) => Promise<void>;
  /** What a child process needs in order to live in the server's time. */
  readonly environment: () => Readonly<Record<string, string>>;
  /** Requests that reached this server so far, refused ones included, by operation, as `iam:CreateAccessKey`. */
  readonly received: () => Promise<ReadonlyMap<string, number>>;
  /** Whether the server enforces policies. */
  readonly enforcesPolicies: boolean;
  readonly close: () => Promise<void>;
}

/** The oldest keys are this old on the day keyturn comes. */
export const OLDEST = 100;
