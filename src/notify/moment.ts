import { daysUntil, type Instant } from '../core/time.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** As `3 March 2027, 09:00 UTC`: the same for every reader, wherever keyturn runs. */
export const moment = (at: Instant): string => {
  const date = new Date(at);
  const clock = `${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}`;
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${clock} UTC`;
};

/** As `13 March`, in UTC; with its year where that is not the year of `now`. */
export const dayAndMonth = (on: Instant, now: Instant): string => {
  const [date, today] = [new Date(on), new Date(now)];
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  return date.getUTCFullYear() === today.getUTCFullYear() ? day : `${day} ${date.getUTCFullYear()}`;
};

/** As `13 March 2027, 09:00 UTC (in 10 days)`. */
export const momentWithDaysLeft = (on: Instant, now: Instant): string => `${moment(on)} (${daysLeft(on, now)})`;

export const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

const daysLeft = (on: Instant, now: Instant): string => (on <= now ? 'now' : `in ${days(daysUntil(on, now))}`);

const twoDigits = (n: number): string => String(n).padStart(2, '0');
