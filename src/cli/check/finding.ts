/** One thing that `check` looked at. */
export interface Finding {
  readonly subject: string;
  /** `failed`: apply would not work there; `warning`: it works, but a person should know. */
  readonly outcome: 'ok' | 'warning' | 'failed';
  readonly message: string;
  readonly remedy?: string;
}

export const ok = (subject: string, message: string): Finding => ({ subject, outcome: 'ok', message });

export const warning = (subject: string, message: string, remedy: string): Finding => ({
  subject,
  outcome: 'warning',
  message,
  remedy,
});

export const failed = (subject: string, message: string, remedy: string): Finding => ({
  subject,
  outcome: 'failed',
  message,
  remedy,
});
