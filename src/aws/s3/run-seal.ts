import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RunTicket } from '../../app/run-bucket/documents.ts';

/** Of the metadata of an object. */
export const SEAL = 'keyturn-seal';

/** HMAC-SHA-256 over place and content, in hexadecimal digits: a sealed text counts in its own place alone. */
export const sealOf = ({ seal }: Pick<RunTicket, 'seal'>, key: string, text: string): string => {
  if (!seal) throw new Error('a run without a seal can leave nothing');
  return createHmac('sha256', seal).update([key, text].join('\n')).digest('hex');
};

export const bearsSeal = (
  run: Pick<RunTicket, 'seal'>,
  key: string,
  { text, given }: { readonly text: string; readonly given: string | undefined },
): boolean => {
  const [found, needed] = [Buffer.from(given ?? ''), Buffer.from(sealOf(run, key, text))];
  return found.length === needed.length && timingSafeEqual(found, needed);
};
