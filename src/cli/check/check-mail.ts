import type { Settings } from '../../app/settings/settings.ts';
import { sesRegionOf } from '../../smtp/server-of.ts';
import type { Connection } from '../run/dependencies.ts';
import { checkSes } from './check-ses.ts';
import { checkSmtp } from './check-smtp.ts';
import { type Finding, failed } from './finding.ts';

type WayOfMails = Pick<Connection, 'inspection' | 'smtpSignIn' | 'region'>;

/**
 * Whether a notice from `adminEmail` would go out. By SMTP, SES is looked at too where the server is SES itself, in
 * this Region: its identities, its sandbox and its quota hold for both ways.
 */
export const checkMail = async (
  { adminEmail, smtp }: Pick<Settings, 'adminEmail' | 'smtp'>,
  { inspection, smtpSignIn, region }: WayOfMails,
): Promise<readonly Finding[]> => {
  if (adminEmail === undefined)
    return [failed('sender', 'adminEmail is not set, and apply needs it', 'give --admin-email')];
  const isBySmtp = smtp !== undefined && smtpSignIn !== undefined;
  const isBySes = !isBySmtp || sesRegionOf(smtp.host) === region;
  return [
    ...(isBySmtp ? [await checkSmtp(smtp, smtpSignIn)] : []),
    ...(isBySes ? await checkSes(inspection, adminEmail) : []),
  ];
};
