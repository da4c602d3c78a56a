import { describe, expect, it } from 'vitest';
import { MINUTE, plus } from '../../core/time.ts';
import { AwsFault } from '../faults/aws-fault.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import type { AccountSessions } from '../ports/sts.ts';
import type { RunTicket, SentMessage } from '../run-bucket/documents.ts';
import { runKeys } from '../run-bucket/keys.ts';
import {
  digestMessage,
  KEY,
  memoryStore,
  noticeTo,
  RUN,
  runTicket,
  SECOND,
  START,
  settings,
  stoppedClock,
  ticketOf,
} from './in-memory.fixture.ts';
import { noteAcceptances, type SentWord } from './note-acceptances.ts';

const [MAIL, LIFE] = [`keyturn:${KEY}:mail`, `keyturn:${KEY}`];
const MESSAGE = runKeys.message(RUN, SECOND, 0, 0);
const OURS = { 'keyturn:user-id': 'AIDAALICE', 'keyturn:deployment': 'keyturn', 'keyturn:schema': '1' };
/** Tried at START. */
const TRIED = { ...OURS, [MAIL]: `${KEY} try=20260601T060000Z tries=1`, [LIFE]: `${KEY} promoted=20260601T055900Z` };
const ACCEPTED: SentMessage = { message: MESSAGE, messageId: 'id-1', acceptedAt: plus(START, MINUTE) };

interface Scene {
  readonly tags?: Readonly<Record<string, string>>;
  readonly secret?: Partial<SecretDescription> | 'absent';
  /** What the first reads show instead. */
  readonly lateTags?: readonly Readonly<Record<string, string>>[];
  readonly sent?: SentWord;
  /** What lies in the run bucket of the mail. */
  readonly left?: unknown;
  readonly run?: RunTicket;
  readonly kind?: 'TELL' | 'WARN' | 'ANNOUNCE' | 'REMIND';
  readonly isDryRun?: boolean;
  readonly notedIn?: string;
}

const noted = async ({
  tags = TRIED,
  lateTags = [],
  secret = {},
  sent,
  left = sent === undefined ? ACCEPTED : undefined,
  run = runTicket(),
  kind,
  isDryRun,
  notedIn,
}: Scene) => {
  const bucket = memoryStore();
  const notices = isDryRun ? [] : [noticeTo('alice', { ...(kind ? { kind } : {}), ...(notedIn ? { notedIn } : {}) })];
  bucket.put(MESSAGE, digestMessage(notices, isDryRun));
  if (left !== undefined) bucket.put(runKeys.sent(MESSAGE), left);
  const written: Record<string, string>[] = [];
  const described: string[] = [];
  let entered = 0;
  const description = { arn: 'arn:secret', deletionAt: undefined, tags, ...(secret === 'absent' ? {} : secret) };
  const shownLate = [...lateTags];
  const secretStore = {
    describe: async (id: string) => {
      described.push(id);
      const late = shownLate.shift();
      return secret === 'absent' ? undefined : late ? { ...description, tags: late } : description;
    },
    tag: async (_: string, change: Record<string, string>) => {
      written.push(change);
      description.tags = { ...description.tags, ...change };
    },
  };
  const sessions = {
    open: async () => {
      entered += 1;
      return { secretStore, close: () => undefined };
    },
  } as unknown as AccountSessions;
  const request = {
    run,
    ticket: ticketOf(SECOND),
    round: 0,
    sent: [sent ?? { message: MESSAGE }],
    settings: settings(),
  };
  const note = () =>
    noteAcceptances(request, { sessions, store: bucket.store, clock: stoppedClock(plus(START, 2 * MINUTE)) });
  const answer = await note();
  return {
    answer,
    written,
    described,
    entered: () => entered,
    told: bucket.get(runKeys.told(RUN, SECOND, 0)),
    note,
    secretStore,
    bucket,
  };
};

describe('an accepted mail', () => {
  it('is noted on the secret that was seen, whatever its name; without one, as before, on that of the name', async () => {
    expect((await noted({ notedIn: 'arn:of-a-renamed-user' })).described).toEqual(['arn:of-a-renamed-user']);
    expect((await noted({})).described).toEqual([`Account_${SECOND}_User_alice_AccessKey`]);
  });

  it('is noted on the secret: its owner is told, and the tries are over', async () => {
    const { answer, written, told } = await noted({});
    expect(answer).toEqual({ noted: 1, failed: 0 });
    expect(written).toEqual([{ [MAIL]: `${KEY} told=20260601T060100Z` }]);
    expect(told).toEqual({ account: SECOND, notes: [{ user: 'alice', key: KEY, kind: 'TELL' }], remarks: [] });
  });

  it.each([
    ['WARN', 'warned=20260601T060100Z/20260601T060100Z'],
    ['ANNOUNCE', 'announced=20260601T060100Z/20260601T060100Z'],
    ['REMIND', 'reminded=20260601T060100Z'],
  ] as const)('of the kind %s is noted as %s, beside what was noted before', async (kind, word) => {
    const tags = { ...TRIED, [MAIL]: `${KEY} told=20260501T060000Z try=20260601T060000Z tries=2` };
    const { written } = await noted({ kind, tags });
    expect(written).toEqual([{ [MAIL]: `${KEY} told=20260501T060000Z ${word}` }]);
  });

  it('is noted too where the request that sent it died afterwards; one without a word is not', async () => {
    const refused = 'Sandbox.Timedout';
    const { answer } = await noted({ sent: { message: MESSAGE, refused }, left: ACCEPTED });
    expect(answer).toEqual({ noted: 1, failed: 0 });
    const { told } = await noted({ sent: { message: MESSAGE, refused } });
    expect(told.notes).toMatchObject([{ failure: refused }]);
  });

  it('never touches what is noted of the life of the key', async () => {
    const { written } = await noted({});
    expect(written.flatMap((tags) => Object.keys(tags))).toEqual([MAIL]);
  });

  it('is noted once where the step is repeated after its answer was lost', async () => {
    const scene = await noted({});
    expect(await scene.note()).toEqual({ noted: 1, failed: 0 });
    expect(scene.written).toHaveLength(1);
  });

  it('is noted beside what a late read does not show yet', async () => {
    const tags = { ...TRIED, [MAIL]: `${KEY} told=20260501T060000Z try=20260601T060000Z tries=2` };
    const old = { ...TRIED, [MAIL]: `${KEY} warned=20260401T060000Z try=20260501T060000Z tries=1` };
    const { written } = await noted({ tags, lateTags: [old, old, OURS] });
    expect(written).toEqual([{ [MAIL]: `${KEY} told=20260601T060100Z` }]);
  });

  it('keeps the remark of its sender in sight', async () => {
    const { told } = await noted({ left: { ...ACCEPTED, remark: 'a template was replaced' } });
    expect(told.remarks).toEqual(['a template was replaced']);
  });
});

describe('an acceptance is not noted, and said to be a failure,', () => {
  const holds = { ...TRIED, 'keyturn:hold': 'by the owner' };
  it.each<[string, Scene, string]>([
    ['where the tag with the try was wiped in between', { tags: OURS }, 'knows of no try'],
    [
      "where the tag was swapped for another key's",
      { tags: { ...OURS, [MAIL]: 'AKIAOTHER try=20260601T060000Z' } },
      'no try',
    ],
    [
      'where an earlier notice was told, and this one never tried',
      { tags: { ...OURS, [MAIL]: `${KEY} told=20260501T060000Z` } },
      'no try',
    ],
    ['on the secret of another deployment', { tags: { ...TRIED, 'keyturn:deployment': 'staging' } }, 'not ours'],
    ['on a secret of an unknown schema', { tags: { ...TRIED, 'keyturn:schema': '2' } }, 'not ours'],
    ['on a secret that a person holds', { tags: holds }, 'not ours'],
    ['on a secret scheduled for deletion', { secret: { deletionAt: START } }, 'not ours'],
    ['on a secret that is gone', { secret: 'absent' }, 'not ours'],
  ])('%s', async (_, scene, words) => {
    const { answer, written, told } = await noted(scene);
    expect([answer, written]).toEqual([{ noted: 0, failed: 1 }, []]);
    expect(told.notes[0].failure).toContain(words);
  });

  it('where the mail was refused, and then nobody enters the account', async () => {
    const { answer, entered, told } = await noted({ sent: { message: MESSAGE, refused: 'SES is down' } });
    expect([answer, entered()]).toEqual([{ noted: 0, failed: 1 }, 0]);
    expect(told.notes[0].failure).toBe('SES is down');
  });

  it('where AWS refuses the note', async () => {
    const scene = await noted({ tags: OURS });
    scene.secretStore.describe = async () => {
      throw new AwsFault('denied', 'AccessDeniedException', 'secretsmanager:DescribeSecret', 'denied');
    };
    expect(await scene.note()).toEqual({ noted: 0, failed: 1 });
    expect(scene.bucket.get(runKeys.told(RUN, SECOND, 0)).notes[0].failure).toContain('denied');
  });
});

describe('a dry run', () => {
  const run = runTicket({ mode: 'plan' });

  it('enters no account to note anything', async () => {
    const { answer, entered, written } = await noted({ run });
    expect([entered(), written]).toEqual([0, []]);
    expect(answer.failed).toBe(0);
  });

  it('whose mail was refused says so', async () => {
    const { told } = await noted({ run, isDryRun: true, sent: { message: MESSAGE, refused: 'SES is down' } });
    expect(told.remarks).toEqual([`the mail about account ${SECOND} was not sent: SES is down`]);
  });
});

describe('a mail of which the state machine tells the name alone', () => {
  const sent = { message: MESSAGE };

  it('is accepted where the run bucket says so', async () => {
    const { answer, written } = await noted({ sent, left: ACCEPTED });
    expect(answer).toEqual({ noted: 1, failed: 0 });
    expect(written).toEqual([{ [MAIL]: `${KEY} told=20260601T060100Z` }]);
  });

  it('is refused in the words of the run bucket, in one line that is not long', async () => {
    const { told, entered } = await noted({
      sent,
      left: { message: MESSAGE, refused: `SES\nis down${'!'.repeat(9_999)}` },
    });
    expect(told.notes[0].failure).toMatch(/^SES is down!{289}$/);
    expect(entered()).toBe(0);
  });

  it.each([
    ['nothing', undefined],
    ['of another mail', { ...ACCEPTED, message: MESSAGE.replace('0-0', '0-1') }],
    ['from before the mail was made', { ...ACCEPTED, acceptedAt: plus(START, -1) }],
    ['from after now', { ...ACCEPTED, acceptedAt: plus(START, 8 * MINUTE) }],
    ['without a message id', { ...ACCEPTED, messageId: '' }],
    ['without a time', { message: MESSAGE, messageId: 'id-1' }],
    ['whose moment is no time at all', { ...ACCEPTED, acceptedAt: 'soon' }],
  ])('tells nobody where the run bucket holds a word %s', async (_, left) => {
    const { answer, written, entered } = await noted({ sent, left });
    expect(answer).toEqual({ noted: 0, failed: 1 });
    expect([written, entered()]).toEqual([[], 0]);
  });

  it('of another visit, account or run stops the step', async () => {
    const other = MESSAGE.replace('0-0', '1-0');
    await expect(noted({ sent: { message: other } })).rejects.toThrow(`${other} is no mail of this visit`);
  });
});
