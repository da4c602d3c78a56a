import { loadSharedConfigFiles } from '@smithy/core/config';
import { Fault } from '../../app/faults/fault.ts';

/** What a person named the profile by: AWS_PROFILE, which --profile sets, or nothing. */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Why this machine has no credentials, in words of its own. The SDK tells it in messages alone, and its chain of
 * providers forgets all but the last: `ask` asks the profile once more. A command's output is never passed on.
 */
export const credentialsCause = async (
  error: unknown,
  { ask, env }: { readonly ask: () => Promise<unknown>; readonly env: Environment },
): Promise<unknown> => {
  if (!isOfProvider(error)) return isWrongCode(error) ? wrongCode(error) : error;
  const profile = env.AWS_PROFILE || 'default';
  const named = env.AWS_PROFILE && !(await isKnown(env.AWS_PROFILE)) ? missing(env.AWS_PROFILE) : undefined;
  return named ?? causeIn(error, profile) ?? causeIn(await failureOf(ask), profile) ?? error;
};

const isOfProvider = (error: unknown): error is Error =>
  error instanceof Error && ['CredentialsProviderError', 'TokenProviderError'].includes(error.name);

const isKnown = async (profile: string): Promise<boolean> => {
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  return profile in configFile || profile in credentialsFile;
};

const missing = (profile: string): Fault =>
  new Fault('profile-missing', `there is no profile ${profile} in the AWS configuration files`);

const failureOf = async (ask: () => Promise<unknown>): Promise<unknown> => {
  try {
    await ask();
    return undefined;
  } catch (error) {
    return error;
  }
};

const causeIn = (error: unknown, profile: string): Fault | undefined => {
  if (error instanceof Fault) return error;
  if (!isOfProvider(error)) return undefined;
  const { message } = error;
  // First: the command may be one that speaks of SSO.
  if (/credential_process|^Command failed/i.test(message))
    return new Fault('credential-process-failed', `the credential_process of the profile ${profile} failed`);
  if (/\bSSO\b|(sso|aws) login/i.test(message))
    return new Fault('sso-session-missing', `the profile ${profile} has no SSO session, or it has ended`, {
      remedy: `run \`aws sso login${profile === 'default' ? '' : ` --profile ${profile}`}\``,
    });
  return undefined;
};

/** STS has no code of its own for it. */
const isWrongCode = (error: unknown): error is Error =>
  error instanceof Error && /MultiFactorAuthentication failed/i.test(error.message);

const wrongCode = (error: Error): Fault =>
  new Fault('mfa-refused', 'AWS does not accept the MFA code', { cause: error });
