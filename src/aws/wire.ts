import type { Clock, Directory, Gate, Mailer, TemplateStore } from '../app/ports.ts';
import type { ApiCalls } from '../app/result.ts';
import type { Settings } from '../app/settings.ts';
import { createApiCalls } from './api-calls.ts';
import { assumeRole } from './assumed-role.ts';
import { callerOf } from './caller.ts';
import { SESSION_PREFIX } from './creators.ts';
import { organizationsDirectory } from './directory.ts';
import type { Client, Door, ServiceName } from './door.ts';
import { stsGate } from './gate.ts';
import { type Inspection, inspectAws } from './inspection.ts';
import { s3Templates } from './s3-templates.ts';
import { sesMailer } from './ses-mailer.ts';

export interface WireOptions {
  readonly door: Door;
  readonly clock: Clock;
  readonly settings: Pick<Settings, 'memberRole' | 'listRole' | 'listAccount' | 'secretRegion' | 'templates'>;
  readonly runId: string;
  /** The Region keyturn runs in. */
  readonly region: string;
}

/** AWS's side of one run. */
export interface Wired {
  readonly directory: Directory;
  readonly gate: Gate;
  readonly mailer: Mailer;
  /** `undefined`: no bucket is set. */
  readonly templates: TemplateStore | undefined;
  readonly inspection: Inspection;
  /** Requests really sent so far. */
  readonly apiCalls: () => ApiCalls;
}

/** Puts an adapter behind each port. Nothing is sent before it is asked for. */
export const wire = ({ door, clock, settings, runId, region }: WireOptions): Wired => {
  const calls = createApiCalls();
  const counted: Door = (spec) => door({ ...spec, sent: (operation) => calls.count(spec.service, operation) });
  const open = (service: ServiceName): Client => counted({ service, region });
  const sts = open('sts');
  const self = callerOf(sts);
  const sessionName = sessionNameOf(runId);
  const { memberRole, secretRegion = region, templates } = settings;
  return {
    directory: organizationsDirectory(lister({ door: counted, clock, sts, self, sessionName, region, settings })),
    gate: stsGate({ door: counted, clock, sts, self, memberRole, sessionName, region: secretRegion }),
    mailer: sesMailer(open('sesv2'), clock),
    templates: templates && s3Templates(open('s3'), templates.bucket),
    inspection: inspectAws({ iam: open('iam'), kms: open('kms'), sesv2: open('sesv2') }),
    apiCalls: calls.snapshot,
  };
};

interface Lister extends Pick<WireOptions, 'door' | 'clock' | 'settings' | 'region'> {
  readonly sts: Client;
  readonly self: ReturnType<typeof callerOf>;
  readonly sessionName: string;
}

/** The client that lists accounts: the caller's own, or the list role's, assumed at first use. */
const lister = ({ door, clock, sts, self, sessionName, region, settings }: Lister): (() => Promise<Client>) => {
  const { listRole, listAccount } = settings;
  const spec = { service: 'organizations', region, readOnly: true } as const;
  if (listRole === undefined) return async () => door(spec);
  let opened: Client | undefined;
  return async () => {
    if (opened !== undefined) return opened;
    const { accountId, partition } = await self();
    const account = listAccount ?? accountId;
    const { credentials } = await assumeRole(sts, clock, { partition, account, role: listRole, sessionName });
    opened = door({ ...spec, credentials });
    return opened;
  };
};

/** STS allows 64 characters of a small alphabet. */
const sessionNameOf = (runId: string): string => `${SESSION_PREFIX}${runId}`.replace(/[^\w+=,.@-]/g, '-').slice(0, 64);
