import { isAwsFault } from '../faults/aws-fault.ts';
import { holderOf } from '../observe/observe-user.ts';
import { type ProbeContext, probeLabel, probeVersion, signedNow } from './probe-context.ts';
import { asExpected, notSeen, otherwise, type ProbeSeen } from './probe-row.ts';
import { shownAfter } from './shown-after.ts';

/** Whether a ClientRequestToken belongs to its first writer: what claims, storage and verdicts stand on. */
export const tryTokens = async (context: ProbeContext): Promise<void> => {
  const { record, session } = context;
  const put = (version: ReturnType<typeof probeVersion>) => session.secretStore.putVersion(version, signedNow(context));
  const first = probeVersion(context, { token: 'first-writer', label: 'TOKEN' });
  await record.prepared(['token-same-bytes', 'token-other-bytes', 'token-moved-label'], async () => {
    await put(first);
    await record.look('token-same-bytes', () => repeatSeen(put(first)));
    await record.look('token-other-bytes', async () => {
      const other = probeVersion(context, { token: 'first-writer', bytes: 'other', label: 'TOKEN' });
      return (await accepted(put(other)))
        ? otherwise('fence-fails', 'taken', 'two workers can hold one claim, or store two credentials for one key')
        : asExpected('refused');
    });
    await record.look('token-moved-label', () => repeatedPut(context, first));
  });
  await record.look('token-race', () => race(context));
};

const repeatSeen = async (putting: Promise<'written' | 'exists'>): Promise<ProbeSeen> => {
  const answer = await putting.catch((error: unknown) => {
    if (isUnexpected(error)) return 'unexpected' as const;
    throw error;
  });
  if (answer === 'written') return asExpected('ignored, no error');
  const seen = answer === 'exists' ? 'refused' : 'answered without its labels';
  return otherwise('differs', seen, 'a put whose answer was lost ends its step, and the next run goes on');
};

/** Success, with another version or without a label: keyturn takes it for doubtful. */
const isUnexpected = (error: unknown): boolean => isAwsFault(error, 'doubtful') && error.code === 'UnexpectedAnswer';

/** An answer that names another version, or lacks a label, is success as well: somebody would believe it. */
const accepted = async (putting: Promise<'written' | 'exists'>): Promise<boolean> => {
  try {
    return (await putting) === 'written';
  } catch (error) {
    if (isUnexpected(error)) return true;
    throw error;
  }
};

const repeatedPut = async (context: ProbeContext, first: ReturnType<typeof probeVersion>): Promise<ProbeSeen> => {
  const { secretStore } = context.session;
  const second = probeVersion(context, { token: 'second-writer', label: 'TOKEN' });
  await secretStore.putVersion(second, signedNow(context));
  await accepted(secretStore.putVersion(first, signedNow(context)));
  const { answer, seconds } = await shownAfter(
    context,
    () => secretStore.versions(context.arn),
    (versions) => versions.some(({ id }) => id === second.versionId),
  );
  if (answer === undefined || seconds === undefined) return notSeen('not shown within a minute', 'see lag-versions');
  return holderOf(answer, probeLabel('TOKEN')) === first.versionId
    ? otherwise('differs', 'the label goes back', 'a put that the network repeats late can take a released claim back')
    : asExpected('the label stays where it is');
};

const ROUNDS = 5;

/** As two workers claim: one token, one label, other bytes. */
const race = async (context: ProbeContext): Promise<ProbeSeen> => {
  const winners: number[] = [];
  const losers = new Set<string>();
  for (let round = 1; round <= ROUNDS; round += 1) {
    const answers = await Promise.all(['a', 'b'].map((bytes) => raced(context, { round, bytes })));
    winners.push(answers.filter((answer) => answer === 'written').length);
    for (const answer of answers) if (answer !== 'written') losers.add(answer);
  }
  if (winners.some((count) => count > 1))
    return otherwise('fence-fails', 'both were taken', 'two workers can hold one claim and both act');
  if (winners.some((count) => count === 0))
    return otherwise('differs', `sometimes both are refused (${[...losers].join()})`, 'a later run claims anew');
  const isPlain = losers.size === 1 && losers.has('exists');
  if (isPlain) return asExpected(`one is refused, ${ROUNDS} times of ${ROUNDS}`);
  return otherwise('differs', `one is refused, by ${[...losers].join()}`, 'its step fails, and a later run goes on');
};

const raced = async (
  context: ProbeContext,
  { round, bytes }: { readonly round: number; readonly bytes: string },
): Promise<string> => {
  const version = probeVersion(context, { token: `race-${round}`, bytes, label: 'RACE' });
  try {
    return await context.session.secretStore.putVersion(version, signedNow(context));
  } catch (error) {
    if (isAwsFault(error, 'denied', 'throttled', 'unauthenticated') || !isAwsFault(error)) throw error;
    return isUnexpected(error) ? 'written' : error.code;
  }
};
