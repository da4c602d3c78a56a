import type { Clock } from '../app/ports/clock.ts';
import type { OrganizationAccounts } from '../app/ports/organizations.ts';
import type { TemplateStore } from '../app/ports/s3.ts';
import type { Mailer } from '../app/ports/ses.ts';
import type { ParameterStore } from '../app/ports/ssm.ts';
import type { AccountSessions } from '../app/ports/sts.ts';
import type { ApiCalls } from '../app/results/result.ts';
import type { Settings } from '../app/settings/settings.ts';
import { type Inspection, inspectAws } from './check/inspection.ts';
import type { Client, ClientFactory } from './client/client-factory.ts';
import type { ServiceName } from './client/service-name.ts';
import { openOrganizationAccounts } from './organizations/open-accounts-list.ts';
import { s3Templates } from './s3/templates.ts';
import { sesMailer } from './ses/mailer.ts';
import { sesPace } from './ses/send-rate.ts';
import { unlessSuppressed } from './ses/unless-suppressed.ts';
import { openAccounts } from './session/open-accounts.ts';
import { ssmParameters } from './ssm/parameter-store.ts';

export interface ConnectAwsOptions {
  readonly clientFactory: ClientFactory;
  readonly clock: Clock;
  readonly settings: Pick<
    Settings,
    'memberRole' | 'externalId' | 'listRole' | 'listAccount' | 'secretRegion' | 'central' | 'templates'
  >;
  readonly runId: string;
  /** The Region keyturn runs in. */
  readonly region: string;
}

/** AWS's side of one run. */
export interface ConnectedAws {
  readonly organizationAccounts: OrganizationAccounts;
  readonly sessions: AccountSessions;
  /** By the API of SES. */
  readonly mailer: Mailer;
  /** Another way to SES in that Region, which looks into its suppression list first. */
  readonly unlessSuppressed: (region: string, mailer: Mailer) => Mailer;
  readonly parameters: ParameterStore;
  /** `undefined`: no bucket is set. */
  readonly templates: TemplateStore | undefined;
  readonly inspection: Inspection;
  /** Requests really sent so far. */
  readonly apiCalls: () => ApiCalls;
}

/** Puts an adapter behind each port. Nothing is sent before it is asked for. */
export const connectAws = (options: ConnectAwsOptions): ConnectedAws => {
  const { clock, settings, region } = options;
  const opened = openAccounts(options);
  const open = (service: ServiceName): Client => opened.clientFactory({ service, region });
  const { templates } = settings;
  const sesv2 = open('sesv2');
  return {
    organizationAccounts: openOrganizationAccounts(opened, { clock, settings, region }),
    sessions: opened.sessions,
    mailer: unlessSuppressed(
      sesv2,
      sesMailer(opened.clientFactory({ service: 'sesv2', region, once: true }), clock, sesPace(sesv2, clock)),
    ),
    unlessSuppressed: (where, mailer) =>
      unlessSuppressed(opened.clientFactory({ service: 'sesv2', region: where }), mailer),
    parameters: ssmParameters(open('ssm')),
    templates: templates && s3Templates(open('s3'), templates.bucket),
    inspection: inspectAws({ iam: open('iam'), kms: open('kms'), lambda: open('lambda'), sesv2 }),
    apiCalls: opened.apiCalls,
  };
};
