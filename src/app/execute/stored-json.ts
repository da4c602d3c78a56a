import type { NewKey } from '../ports/iam.ts';
import { credentialJson, type SmtpPasswords } from '../secret/contents.ts';
import type { StepContext } from './step-context.ts';

/** What is stored of a new key; for who sends by SMTP, with passwords for `smtpRegions`, or for the secret's Region. */
export const storedJson = (stepContext: StepContext<'ROTATE'>, key: NewKey): string => {
  const { user } = stepContext.snapshot.observation;
  return credentialJson(user.name, key, user.sendsBySmtp ? smtpPasswordsOf(stepContext, key) : undefined);
};

const smtpPasswordsOf = ({ context: { session, settings } }: StepContext<'ROTATE'>, key: NewKey): SmtpPasswords => {
  const { smtpRegions } = settings;
  const regions = new Set(smtpRegions.length > 0 ? smtpRegions : [session.region]);
  return Object.fromEntries(
    [...regions].toSorted().map((region) => [region, session.verifier.smtpPassword(key, region)]),
  );
};
