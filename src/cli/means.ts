import type { DeployPorts } from '../app/deploy/ports.ts';
import type { Notifier } from '../app/digest.ts';
import type { Report } from '../app/events.ts';
import type { Directory, Gate } from '../app/ports.ts';
import type { ApiCalls } from '../app/result.ts';
import type { run } from '../app/run.ts';
import type { Settings } from '../app/settings.ts';
import type { Inspection } from '../aws/inspection.ts';
import type { Io } from './io.ts';

/** What a verb works with: `start.ts` gives the real ones, tests their own. */
export interface Means {
  readonly io: Io;
  readonly connect: Connect;
  readonly connectDeployment: ConnectDeployment;
  readonly run: typeof run;
  /** A fresh unguessable text, at each call. */
  readonly nonce: () => string;
}

export type Connect = (options: ConnectOptions) => Promise<Connection>;

export interface ConnectOptions {
  readonly io: Io;
  readonly settings: Settings;
  /** As given by --region. */
  readonly region: string | undefined;
  /** As given by --profile. */
  readonly profile: string | undefined;
  /** Logs each request to AWS on stderr: service, operation, status, time; never what it holds. */
  readonly isDebug: boolean;
  readonly runId: string;
  readonly report: Report;
}

/** A way into AWS, for one run. */
export interface Connection {
  readonly directory: Directory;
  readonly gate: Gate;
  readonly notifier: Notifier;
  readonly inspection: Inspection;
  readonly region: string;
  readonly apiCalls: () => ApiCalls;
  close(): void;
}

export type ConnectDeployment = (options: {
  readonly io: Io;
  /** As given by --region. */
  readonly region: string | undefined;
  /** As given by --profile. */
  readonly profile: string | undefined;
  readonly isDebug: boolean;
  /** Refuses every request that would change something, before it is sent. */
  readonly readOnly: boolean;
}) => Promise<DeployConnection>;

/** A way into AWS, for one deployment. */
export interface DeployConnection {
  readonly ports: DeployPorts;
  readonly inspection: Inspection;
  readonly region: string;
  readonly apiCalls: () => ApiCalls;
  close(): void;
}
