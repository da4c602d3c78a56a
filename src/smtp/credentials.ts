import { type AwsFault, isAwsFault } from '../app/faults/aws-fault.ts';
import { Fault } from '../app/faults/fault.ts';
import type { SecretValue } from '../app/ports/secret-value.ts';
import type { ParameterStore, StoredParameter } from '../app/ports/ssm.ts';
import type { SmtpServer } from '../app/settings/smtp.ts';

export interface SmtpCredentials {
  readonly user: SecretValue;
  readonly password: SecretValue;
}

/**
 * Reads user and password when a mail is first sent, and keeps them for the run; what could not be read is read again
 * for the next mail. @throws Fault `smtp-parameter-unusable`; AwsFault where AWS may answer later
 */
export const readCredentials = (
  parameters: ParameterStore,
  { userParameter, passwordParameter }: Pick<SmtpServer, 'userParameter' | 'passwordParameter'>,
): (() => Promise<SmtpCredentials>) => {
  let known: Promise<SmtpCredentials> | undefined;
  const read = async (): Promise<SmtpCredentials> => {
    const [user, password] = await Promise.all([
      readParameter(parameters, userParameter),
      readParameter(parameters, passwordParameter),
    ]);
    refuseWhatIsWrong(userParameter, user, ['String', 'SecureString']);
    refuseWhatIsWrong(passwordParameter, password, ['SecureString']);
    return { user: user.value, password: password.value };
  };
  return async () => {
    known ??= read();
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw error;
    }
  };
};

const readParameter = async (parameters: ParameterStore, name: string): Promise<StoredParameter> => {
  try {
    return await parameters.read(name);
  } catch (error) {
    if (!isAwsFault(error, 'missing', 'denied', 'invalid')) throw error;
    throw unusable(WHY[error.kind as keyof typeof WHY](name, error));
  }
};

const WHY = {
  missing: (name: string) => `SSM has no parameter ${name} in this account and Region`,
  denied: (name: string, { message }: AwsFault) => `the parameter ${name} may not be read: ${message}`,
  invalid: (name: string, { message }: AwsFault) => `the parameter ${name} cannot be read: ${message}`,
} as const;

/** The words name the parameter and never quote it. */
const refuseWhatIsWrong = (
  name: string,
  { type, value }: StoredParameter,
  allowed: readonly StoredParameter['type'][],
): void => {
  if (!allowed.includes(type)) throw unusable(`the parameter ${name} is a ${type}: it must be a ${allowed.at(-1)}`);
  const text = value.reveal();
  if (text.trim() === '') throw unusable(`the parameter ${name} is empty`);
  if (/\p{Cc}/u.test(text)) throw unusable(`the parameter ${name} holds a line break or another control character`);
};

const unusable = (message: string): Fault => new Fault('smtp-parameter-unusable', message);
