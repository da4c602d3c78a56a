import { versionIds } from '../secret/version-ids.ts';
import { type ProbeContext, probeLabel, probeVersion, refusalOf, signedNow } from './probe-context.ts';
import { asExpected, notSeen, otherwise, type ProbeSeen } from './probe-row.ts';
import { shownAfter } from './shown-after.ts';

/** Whether a secret holds as many labels and tags as `src/app/secret/room.ts` counts on. */
export const tryRoom = async (context: ProbeContext): Promise<void> => {
  await context.record.look('labels-21', () => labelsSeen(context));
  await context.record.look('tags-51', () => tagsSeen(context));
};

const LABELS = 20;
const TAGS = 50;

const labelsSeen = async (context: ProbeContext): Promise<ProbeSeen> => {
  const { session, arn, nonce } = context;
  const present = await labelsNow(context);
  if (present === undefined) return notSeen('its labels are not shown within a minute', 'see the row lag-describe');
  const fill = Array.from({ length: LABELS - present }, (_, index) => probeLabel(`FILL_${index}`));
  const [first, ...others] = fill;
  if (first === undefined) return notSeen('the rows before left too many labels', 'probe again');
  const versionId = versionIds.probe(nonce, 'full');
  const value = () => JSON.stringify({ Status: 'keyturn check --probe' });
  const filled = await refusalOf(
    session.secretStore.putVersion({ arn, versionId, value, labels: [first, ...others] }, signedNow(context)),
  );
  if (filled !== 'done') return tooLittle('20', filled.code);
  const move = { arn, label: probeLabel('TOO_MUCH'), from: undefined, to: versionId };
  return oneMore(await refusalOf(session.secretStore.moveLabel(move, signedNow(context))), 'limit');
};

/** How many labels the secret has; counted where the last one that was written shows. */
const labelsNow = async (context: ProbeContext): Promise<number | undefined> => {
  const { secretStore } = context.session;
  const mark = probeVersion(context, { token: 'mark', label: 'MARK' });
  await secretStore.putVersion(mark, signedNow(context));
  const { answer, seconds } = await shownAfter(
    context,
    () => secretStore.describe(context.arn),
    (secret) => secret?.labels[mark.versionId]?.includes(mark.labels[0]) ?? false,
  );
  if (answer === undefined || seconds === undefined) return undefined;
  return new Set(Object.values(answer.labels).flat()).size;
};

const tagsSeen = async (context: ProbeContext): Promise<ProbeSeen> => {
  const { session, arn } = context;
  // The first tag came with the secret.
  const tags = Object.fromEntries(Array.from({ length: TAGS - 1 }, (_, index) => [`keyturn:probe-${index}`, 'x']));
  const filled = await refusalOf(session.secretStore.tag(arn, tags, signedNow(context)));
  if (filled !== 'done') return tooLittle('50', filled.code);
  return oneMore(
    await refusalOf(session.secretStore.tag(arn, { 'keyturn:probe-last': 'x' }, signedNow(context))),
    'invalid',
  );
};

const tooLittle = (count: string, code: string): ProbeSeen =>
  otherwise('apply-fails', `${count} are refused (${code})`, 'a key could be made of which nothing can be noted');

const oneMore = (answer: Awaited<ReturnType<typeof refusalOf>>, kind: 'limit' | 'invalid'): ProbeSeen => {
  if (answer === 'done')
    return otherwise('differs', 'one more is taken', 'nothing: there is more room than is counted');
  if (answer.kind === kind) return asExpected(`one more is refused (${answer.code})`);
  return otherwise('differs', `one more is refused by ${answer.code}`, 'nothing: it is counted before it is written');
};
