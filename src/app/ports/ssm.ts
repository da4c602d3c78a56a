import type { SecretValue } from './secret-value.ts';

/** Parameter Store of Systems Manager. */
export interface ParameterStore {
  /** Decrypted, if it is a SecureString. @throws AwsFault `missing`, `denied` ... */
  read(name: string): Promise<StoredParameter>;
}

export interface StoredParameter {
  readonly type: 'String' | 'StringList' | 'SecureString';
  readonly value: SecretValue;
}
