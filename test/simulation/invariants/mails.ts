import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { Answered, Heard } from './answered.ts';
import type { SentNotice } from './ledger.ts';
import { violate } from './violate.ts';

/**
 * S14: one mail per obligation per day per worker: a run says a thing once, and not again on the day it noted that it
 * was accepted.
 */
export const mailSent = (environment: SimulatedEnvironment, run: Answered, { request }: Heard): void => {
  const { ledger, world, counters } = environment;
  counters.mails += 1;
  for (const { kind, key: id, on, isUnlessUsed } of noticesIn(request.input)) {
    const what = `${kind} ${id}`;
    if (run.sent.has(what)) violate(environment, 'S14', `${run.run} sent ${what} twice`);
    run.sent.add(what);
    ledger.keys.get(id)?.mails.push({ kind, at: world.now, run: run.run, on, isUnlessUsed });
  }
};

type NoticeInMail = Pick<SentNotice, 'kind' | 'on' | 'isUnlessUsed'> & { readonly key: string };

const noticesIn = (input: Heard['request']['input']): readonly NoticeInMail[] => {
  const { Content } = input as { Content?: { Simple?: { Body?: { Text?: { Data?: string } } } } };
  return JSON.parse(Content?.Simple?.Body?.Text?.Data ?? '[]');
};
