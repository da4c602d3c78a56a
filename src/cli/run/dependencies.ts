import type { explain } from '../../app/acts/explain.ts';
import type { handOver } from '../../app/acts/handover.ts';
import type { undo } from '../../app/acts/undo.ts';
import type { DeployPorts } from '../../app/deploy/ports.ts';
import type { Notifier } from '../../app/notices/notifier.ts';
import type { OrganizationAccounts } from '../../app/ports/organizations.ts';
import type { AccountSessions } from '../../app/ports/sts.ts';
import type { ReportEvent } from '../../app/results/events.ts';
import type { ApiCalls } from '../../app/results/result.ts';
import type { run } from '../../app/run/run.ts';
import type { Settings } from '../../app/settings/settings.ts';
import type { Inspection } from '../../aws/check/inspection.ts';
import type { SignIn } from '../../smtp/connect.ts';
import type { Io } from '../terminal/io.ts';

/** What a verb works with: `start.ts` gives the real ones, tests their own. */
export interface Dependencies {
  readonly io: Io;
  readonly connect: Connect;
  readonly connectDeployment: ConnectDeployment;
  readonly run: typeof run;
  readonly undo: typeof undo;
  readonly handOver: typeof handOver;
  readonly explain: typeof explain;
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
  readonly report: ReportEvent;
}

/** A way into AWS, for one run. */
export interface Connection {
  readonly organizationAccounts: OrganizationAccounts;
  readonly sessions: AccountSessions;
  readonly notifier: Notifier;
  readonly inspection: Inspection;
  /** To the SMTP server of the settings; `undefined`: mails go by the API of SES. */
  readonly smtpSignIn?: SignIn | undefined;
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
