import type { AccountResult, UserResult } from './result.ts';

/** What the engine reports while it works. It never prints. */
export type RunEvent =
  /** So many so far: the list may still be going on. */
  | { readonly kind: 'accounts-found'; readonly count: number }
  | { readonly kind: 'account-started'; readonly id: string; readonly name: string; readonly users: number }
  | { readonly kind: 'user-done'; readonly result: UserResult | undefined }
  | { readonly kind: 'waiting'; readonly why: string; readonly ms: number }
  | { readonly kind: 'mail'; readonly to: readonly string[]; readonly accepted: boolean }
  | { readonly kind: 'account-done'; readonly result: AccountResult };

export type ReportEvent = (event: RunEvent) => void;
