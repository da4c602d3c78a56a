import type { NewKey } from '../ports/iam.ts';
import { credentialJson } from '../secret/contents.ts';
import type { StepContext } from './step-context.ts';

/** What is stored of a new key; for who sends by SMTP, with passwords for `smtpRegions`, or for the secret's Region. */
export const storedJson = ({ context, snapshot }: StepContext<'ROTATE'>, key: NewKey): string => {
  const { smtpRegions } = context.settings;
  const regions = smtpRegions.length > 0 ? smtpRegions : [context.session.region];
  return credentialJson(snapshot.user.name, key, snapshot.observation.user.sendsBySmtp ? regions : []);
};
