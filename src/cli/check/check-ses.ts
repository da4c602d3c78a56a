import { isAwsFault } from '../../app/faults/aws-fault.ts';
import type { Inspection } from '../../aws/check/inspection.ts';
import { type Finding, failed, ok, warning } from './finding.ts';

/** Whether SES would send a notice from `adminEmail`. */
export const checkSes = async (inspection: Inspection, adminEmail: string): Promise<readonly Finding[]> => {
  try {
    return [await sender(inspection, adminEmail), ...(await account(inspection))];
  } catch (error) {
    if (!isAwsFault(error)) throw error;
    return [failed('SES', error.message, 'allow ses:GetAccount and ses:GetEmailIdentity, and check the Region')];
  }
};

const sender = async ({ mailIdentity }: Inspection, adminEmail: string): Promise<Finding> => {
  const domain = adminEmail.split('@')[1] ?? '';
  const states = [await mailIdentity(adminEmail), await mailIdentity(domain)];
  if (states.includes('verified')) return ok('sender', `SES may send as ${adminEmail}`);
  const state = states.includes('unverified') ? 'is not verified yet' : 'is unknown to SES in this Region';
  return failed('sender', `${adminEmail} ${state}`, `verify ${adminEmail} or ${domain} as an identity in SES`);
};

const account = async ({ mailAccount }: Inspection): Promise<Finding[]> => {
  const { isInSandbox, isSending, quota } = await mailAccount();
  const findings: Finding[] = [];
  if (!isSending) findings.push(failed('SES', 'sending is paused for this account', 'see the SES console'));
  if (isInSandbox)
    findings.push(
      warning(
        'SES',
        'the account is in the SES sandbox: only verified addresses receive mail, and an owner who cannot be told keeps the old key',
        'ask for production access in the SES console',
      ),
    );
  if (quota === undefined) return findings;
  const left = quota.perDay < 0 ? 'no limit' : `${quota.perDay - quota.sentToday} of ${quota.perDay} mails left today`;
  return [...findings, ok('SES', `${left}, ${quota.perSecond} a second`)];
};
