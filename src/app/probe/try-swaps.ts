import { isAwsFault } from '../faults/aws-fault.ts';
import { holderOf } from '../observe/observe-user.ts';
import { versionIds } from '../secret/version-ids.ts';
import { type ProbeContext, probeLabel, probeVersion, refusalOf, signedNow } from './probe-context.ts';
import { asExpected, notSeen, otherwise, type ProbeSeen } from './probe-row.ts';
import { shownAfter } from './shown-after.ts';

/** Whether a label moves only from where its mover saw it: what promotions and releases stand on. */
export const trySwaps = (context: ProbeContext): Promise<void> => {
  const { record, session } = context;
  const label = probeLabel('SWAP');
  const holder = probeVersion(context, { token: 'swap-holder', label: 'SWAP' });
  const other = probeVersion(context, { token: 'swap-other', label: 'SWAP_OTHER' });
  const third = probeVersion(context, { token: 'swap-third', label: 'SWAP_THIRD' });
  const move = (move: Move) => refusalOf(moved(context, { label, ...move }));
  return record.prepared(
    ['swap-wrong-holder', 'swap-unnamed-holder', 'swap-missing-version', 'swap-no-holder', 'swap-race'],
    async () => {
      for (const version of [holder, other, third]) await session.secretStore.putVersion(version, signedNow(context));
      const [at, elsewhere, target] = [holder.versionId, other.versionId, third.versionId];
      // A version that is not known yet would be refused for another reason.
      await shownAfter(
        context,
        () => session.secretStore.versions(context.arn),
        (versions) => holderOf(versions, third.labels[0]) === target,
      );
      await record.look('swap-missing-version', async () => {
        const free = await labelled(context, 'MISSING', at);
        return missingSeen(await move({ label: free, from: at, to: versionIds.probe(context.nonce, 'never-put') }));
      });
      await record.look('swap-no-holder', async () =>
        refused(await move({ label: probeLabel('NOBODYS'), from: at, to: target }), [
          'differs',
          'who moves AWSCURRENT looks where it is; a claim that is not released runs out',
        ]),
      );
      await record.look('swap-race', () => race(context, { label, at, targets: [elsewhere, target] }));
      await record.look('swap-unnamed-holder', async () => {
        const free = await labelled(context, 'UNNAMED', at);
        return refused(await move({ label: free, from: undefined, to: target }), [
          'differs',
          'keyturn names the holder whenever it saw one',
        ]);
      });
      await record.look('swap-wrong-holder', async () => {
        const free = await labelled(context, 'WRONG', at);
        return refused(await move({ label: free, from: elsewhere, to: target }), [
          'fence-fails',
          'two workers can both move AWSCURRENT, and one undoes what the other did',
        ]);
      });
    },
  );
};

interface Move {
  readonly label?: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

const moved = (context: ProbeContext, move: Required<Move>): Promise<void> =>
  context.session.secretStore.moveLabel({ arn: context.arn, ...move }, signedNow(context));

/** A label of its own for a row, so that no row hangs on how another one ended. */
const labelled = async (context: ProbeContext, what: string, at: string): Promise<string> => {
  const label = probeLabel(what);
  await moved(context, { label, from: undefined, to: at });
  return label;
};

type Consequence = readonly ['differs' | 'fence-fails', string];

const refused = (answer: Awaited<ReturnType<typeof refusalOf>>, [outcome, follows]: Consequence): ProbeSeen => {
  if (answer === 'done') return otherwise(outcome, 'moved', follows);
  if (answer.kind === 'missing') return notSeen(`refused for another reason (${answer.code})`, 'probe again');
  return asExpected(`refused (${answer.code})`);
};

const missingSeen = (answer: Awaited<ReturnType<typeof refusalOf>>): ProbeSeen => {
  if (answer === 'done') return otherwise('differs', 'moved', 'keyturn moves labels only to versions that it read');
  if (answer.kind === 'missing') return asExpected(`refused (${answer.code})`);
  return otherwise('differs', `refused by ${answer.code}`, 'nothing: a refusal is a refusal');
};

const ROUNDS = 3;

interface Race {
  readonly label: string;
  readonly at: string;
  readonly targets: readonly [string, string];
}

/** As two workers promote: both saw the label on the same version. */
const race = async (context: ProbeContext, { label, at, targets }: Race): Promise<ProbeSeen> => {
  const losers = new Set<string>();
  for (let round = 1; round <= ROUNDS; round += 1) {
    const answers = await Promise.all(targets.map((to) => raced(context, { label, from: at, to })));
    const winner = targets[answers.indexOf('done')];
    if (answers.every((answer) => answer === 'done'))
      return otherwise('fence-fails', 'both moved it', 'two workers can both move AWSCURRENT');
    for (const answer of answers) if (answer !== 'done') losers.add(answer);
    if (winner === undefined)
      return otherwise('differs', `both are refused (${[...losers].join()})`, 'a later run promotes');
    if (round < ROUNDS) await moved(context, { label, from: winner, to: at });
  }
  return asExpected(`one is refused, ${ROUNDS} times of ${ROUNDS} (${[...losers].join()})`);
};

const raced = async (context: ProbeContext, move: Required<Move>): Promise<string> => {
  try {
    await moved(context, move);
    return 'done';
  } catch (error) {
    if (isAwsFault(error, 'denied', 'throttled', 'unauthenticated') || !isAwsFault(error)) throw error;
    return error.code;
  }
};
