import { describe, expect, it } from 'vitest';
import type { Delivery } from '../ports/channel.ts';
import type { Visited } from '../run-bucket/documents.ts';
import { runKeys } from '../run-bucket/keys.ts';
import {
  digestMessage,
  FIRST,
  memoryStore,
  noticeTo,
  RUN,
  resultOf,
  SECOND,
  START,
  stoppedClock,
} from './in-memory.fixture.ts';
import { sendMails } from './send-mails.ts';

/** Two accounts whose visits of round 1 left mails, to these users each. */
const setUp = (mails: Readonly<Record<string, readonly string[]>>) => {
  const bucket = memoryStore();
  const keys = new Map<string, string>();
  for (const [account, users] of Object.entries(mails)) {
    const messages = users.map((user, index) => {
      const key = `runs/${RUN}/outbox/${account}/1-${index}.json`;
      bucket.put(key, digestMessage([noticeTo(user)]));
      keys.set(user, key);
      return { message: key, notices: [] };
    });
    const visited: Visited = { result: resultOf(FIRST), messages };
    bucket.put(`runs/${RUN}/visited/${account}/1.json`, visited);
  }
  const asked: string[] = [];
  const time = new AbortController();
  const send = (answer: (user: string) => Delivery | Promise<Delivery> = accepted) =>
    sendMails(
      { run: RUN, accounts: [FIRST, SECOND], round: 1 },
      {
        store: bucket.store,
        clock: stoppedClock(),
        signal: time.signal,
        summaries: { deliver: async () => accepted() },
        notifier: {
          deliver: async ({ notices: [notice] }) => {
            asked.push(notice?.user.name ?? '');
            return answer(notice?.user.name ?? '');
          },
        },
      },
    );
  const wordOn = (user: string) => bucket.get(runKeys.sent(keys.get(user) ?? ''));
  return { send, asked, wordOn, time };
};

const accepted = (): Delivery => ({ kind: 'accepted', messageId: 'id-1' });

describe('the mails of some visits', () => {
  it('are all sent, and what became of each is left in the run bucket', async () => {
    const { send, wordOn } = setUp({ [FIRST]: ['ann', 'bob'], [SECOND]: ['cid'] });
    const refusing = (user: string): Delivery => (user === 'bob' ? { kind: 'refused', why: 'no' } : accepted());
    expect(await send(refusing)).toEqual({ accepted: 2, refused: 1, isDone: true });
    expect(wordOn('ann')).toMatchObject({ messageId: 'id-1', acceptedAt: START });
    expect(wordOn('bob')).toMatchObject({ refused: 'no' });
    expect(wordOn('cid')).toMatchObject({ messageId: 'id-1' });
  });

  it('are sent once, whatever the word on them: a refused one is for the next run', async () => {
    const { send, asked } = setUp({ [FIRST]: ['ann', 'bob'] });
    await send((user) => (user === 'bob' ? { kind: 'refused', why: 'no' } : accepted()));
    expect(await send()).toEqual({ accepted: 1, refused: 1, isDone: true });
    expect(asked).toEqual(['ann', 'bob']);
  });

  it('are left where time runs out, and another request goes on', async () => {
    const { send, asked, time } = setUp({ [FIRST]: ['ann', 'bob', 'cid', 'dan'] });
    const calling = (user: string): Delivery => {
      if (user === 'bob') time.abort();
      return accepted();
    };
    expect(await send(calling)).toEqual({ accepted: 2, refused: 0, isDone: false });
    expect(asked).toEqual(['ann', 'bob']);
  });

  it('do not wait for one at which something breaks: it is thrown once the others were sent', async () => {
    const { send, asked, wordOn } = setUp({ [FIRST]: ['ann', 'bob'], [SECOND]: ['cid', 'dan'] });
    const breaking = (user: string) => (user === 'ann' ? Promise.reject(new Error('broken')) : accepted());
    await expect(send(breaking)).rejects.toThrow('broken');
    expect(asked).toEqual(['ann', 'bob', 'cid', 'dan']);
    expect([wordOn('ann'), wordOn('dan')]).toEqual([null, expect.objectContaining({ messageId: 'id-1' })]);
    expect(await send()).toEqual({ accepted: 4, refused: 0, isDone: true });
  });

  it('are none of a visit that left no word', async () => {
    expect(await setUp({}).send()).toEqual({ accepted: 0, refused: 0, isDone: true });
  });
});
