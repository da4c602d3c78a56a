const values = new WeakMap<SecretValue, string>();

/**
 * A secret access key, or what signs in to an SMTP server. It cannot be printed, logged or serialized: only the secret
 * store, the verifier and the SMTP session call `reveal`.
 */
export class SecretValue {
  constructor(value: string) {
    values.set(this, value);
  }

  reveal(): string {
    const value = values.get(this);
    if (value === undefined) throw new TypeError('a secret value must not be cloned');
    return value;
  }
}
