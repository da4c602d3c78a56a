import type { Instant } from '../core/time.ts';

/**
 * As `20270115-0300-scheduled`, or `20270115-1a2b3c4d` for a person's event. The schedule may deliver one of its times
 * twice, and Lambda one event twice under the same request id: both are the same run. A person's event has no time in
 * it, so its day is today (UTC).
 */
export const runIdOf = (
  requestId: string,
  { scheduled, now }: { readonly scheduled?: string | undefined; readonly now: Instant },
): string => {
  const [day = '', time = ''] = (scheduled ?? new Date(now).toISOString()).split('T');
  const date = day.replaceAll('-', '');
  if (scheduled !== undefined) return `${date}-${time.slice(0, 5).replace(':', '')}-scheduled`;
  return `${date}-${requestId.replace(/[^A-Za-z0-9]/g, '').slice(0, 8) || 'unnamed'}`;
};
