import { describe, expect, it } from 'vitest';
import { AwsFault } from '../faults/aws-fault.ts';
import type { Delivery } from '../ports/channel.ts';
import { runKeys } from '../run-bucket/keys.ts';
import { digestMessage, memoryStore, noticeTo, RUN, SECOND, START, stoppedClock } from './in-memory.fixture.ts';
import { openOutbox, readStoredDigest } from './outbox.ts';
import { sendMessage } from './send-message.ts';

const KEY = runKeys.message(RUN, SECOND, 0, 0);

const office = (...deliveries: (Delivery | Error)[]) => {
  const bucket = memoryStore();
  bucket.put(KEY, digestMessage([noticeTo('alice')]));
  const sent: unknown[] = [];
  const deliver = async (...mail: unknown[]): Promise<Delivery> => {
    sent.push(mail);
    const next = deliveries.shift() ?? { kind: 'accepted', messageId: `id-${sent.length}` };
    if (next instanceof Error) throw next;
    return next;
  };
  const refuse = async (): Promise<Delivery> => ({ kind: 'refused', why: 'not this door' });
  const parts = { store: bucket.store, clock: stoppedClock(), summaries: { deliver: refuse }, notifier: { deliver } };
  return { bucket, sent, send: () => sendMessage(KEY, parts), parts };
};

describe('one mail of the outbox', () => {
  it('is sent once, however often it is asked for, and keeps its first moment', async () => {
    const { send, sent, parts } = office();
    const first = await send();
    expect(first).toEqual({ message: KEY, messageId: 'id-1', acceptedAt: START });
    parts.clock.now = () => (START + 60_000) as typeof START;
    expect(await send()).toEqual(first);
    expect(sent).toHaveLength(1);
  });

  it('is taken apart into what it says and whom it goes to', async () => {
    const { send, sent } = office();
    await send();
    const recipients = { from: 'admin@example.com', to: ['payments@example.com'], cc: [] };
    expect(sent).toEqual([[expect.objectContaining({ notices: [noticeTo('alice')] }), recipients]]);
    expect(sent).not.toEqual([[expect.objectContaining({ to: expect.anything() }), recipients]]);
  });

  it('that was refused is told as refused, and tried again when asked again', async () => {
    const { send, sent } = office({ kind: 'refused', why: 'over quota' });
    expect(await send()).toEqual({ message: KEY, refused: 'over quota' });
    expect(await send()).toMatchObject({ messageId: 'id-2' });
    expect(sent).toHaveLength(2);
  });

  it('keeps the remark that its sender made', async () => {
    const { send } = office({ kind: 'accepted', messageId: 'x', remark: 'a template was replaced' });
    expect(await send()).toMatchObject({ remark: 'a template was replaced' });
  });

  it('whose acceptance could not be written down fails, so that the step is tried again', async () => {
    const { send, parts } = office();
    parts.store.write = async () => {
      throw new AwsFault('throttled', 'SlowDown', 's3:PutObject', 'slow down');
    };
    await expect(send()).rejects.toThrow('slow down');
  });

  it('that is not there is a failure, not a mail', async () => {
    const { parts, sent } = office();
    await expect(sendMessage(runKeys.message(RUN, SECOND, 0, 7), parts)).rejects.toThrow('the run bucket holds no');
    expect(sent).toEqual([]);
  });

  it('about the run goes the way of summaries', async () => {
    const { parts, bucket } = office();
    bucket.put(runKeys.summary(RUN), { kind: 'summary', summary: {} });
    expect(await sendMessage(runKeys.summary(RUN), parts)).toMatchObject({ refused: 'not this door' });
  });
});

describe('the outbox', () => {
  const visit = { run: RUN, account: SECOND, round: 3 };
  const digestOf = (user: string, isDryRun = false) => {
    const message = digestMessage([noticeTo(user)], isDryRun);
    if (message.kind !== 'digest') throw new Error('no digest');
    return readStoredDigest(message.digest);
  };

  it('keeps each mail apart, with the obligations that its acceptance meets', async () => {
    const bucket = memoryStore();
    const outbox = await openOutbox(bucket.store, visit);
    for (const user of ['alice', 'bob'])
      expect(await outbox.notifier.deliver(...digestOf(user))).toEqual({ kind: 'deferred' });
    const keys = [0, 1].map((index) => runKeys.message(RUN, SECOND, 3, index));
    expect([...bucket.objects.keys()]).toEqual(keys);
    expect(outbox.pending().map(({ message, notices }) => [message, notices[0]?.user])).toEqual([
      [keys[0], 'alice'],
      [keys[1], 'bob'],
    ]);
  });

  it('holds the fields and the recipients of a digest side by side, as it always did', async () => {
    const bucket = memoryStore();
    await (await openOutbox(bucket.store, visit)).notifier.deliver(...digestOf('alice'));
    const text = bucket.objects.get(runKeys.message(RUN, SECOND, 3, 0));
    expect(text).toBe(JSON.stringify(digestMessage([noticeTo('alice')])));
    expect(Object.keys(JSON.parse(text ?? '').digest)).toEqual([
      'account',
      'partition',
      'at',
      'isDryRun',
      'from',
      'to',
      'cc',
      'policy',
      'notices',
    ]);
  });

  it('goes on behind the mails that an earlier try of the same visit left, and names them too', async () => {
    const bucket = memoryStore();
    await (await openOutbox(bucket.store, visit)).notifier.deliver(...digestOf('alice'));
    const again = await openOutbox(bucket.store, visit);
    await again.notifier.deliver(...digestOf('bob'));
    expect(again.pending().map(({ notices }) => notices[0]?.user)).toEqual(['alice', 'bob']);
    expect(bucket.get(runKeys.message(RUN, SECOND, 3, 0)).digest.notices[0].user.name).toBe('alice');
  });

  it('leaves the mails of other rounds alone, and writes those of a dry run anew', async () => {
    const bucket = memoryStore();
    await (await openOutbox(bucket.store, { ...visit, round: 2 })).notifier.deliver(...digestOf('alice'));
    await (await openOutbox(bucket.store, visit)).notifier.deliver(...digestOf('alice', true));
    const again = await openOutbox(bucket.store, visit);
    expect(again.pending()).toEqual([]);
  });
});
