import type { AccessKeyId } from '../../core/keys.ts';
import type { Notes } from '../../core/observation.ts';
import type { Step } from '../../core/step.ts';
import type { AccountContext } from '../observe/account-context.ts';
import type { UserSnapshot } from '../observe/observe-user.ts';
import { notesIn, registerOf } from '../observe/secret-of.ts';
import { keyOfLabel } from '../secret/labels.ts';
import { noteTags, tagKeys } from '../secret/tags.ts';
import type { RequestFence } from './request-fence.ts';

/** One step in hand: what was seen, what is to be done, and the right to do it. */
export interface StepContext<K extends Step['kind'] = Step['kind']> {
  readonly context: AccountContext;
  /** The look that permits the step: taken under our claim. */
  readonly snapshot: UserSnapshot;
  readonly step: Extract<Step, { kind: K }>;
  readonly fence: RequestFence;
}

/** Writes what is noted of one key; `undefined` takes a fact away. */
export const note = async (
  { context, snapshot, fence }: Pick<StepContext, 'context' | 'snapshot' | 'fence'>,
  key: AccessKeyId,
  change: { readonly [F in keyof Notes]: Notes[F] | undefined },
): Promise<void> => {
  const facts = Object.keys(change) as (keyof Notes)[];
  const tags = noteTags(key, withChange(notesIn(snapshot, key), change), facts);
  await context.session.secretStore.tag(registerOf(snapshot).arn, tags, fence.now());
};

const withChange = (notes: Notes, change: { readonly [F in keyof Notes]: Notes[F] | undefined }): Notes =>
  Object.fromEntries(Object.entries({ ...notes, ...change }).filter(([, value]) => value !== undefined));

/** Takes off every label that speaks of a key that is gone, and the tags with its notes. */
export const forget = async (
  { context, snapshot, fence }: Pick<StepContext, 'context' | 'snapshot' | 'fence'>,
  key: AccessKeyId,
): Promise<void> => {
  const { arn, versions, tags } = registerOf(snapshot);
  const { secretStore } = context.session;
  for (const version of versions)
    for (const label of version.labels)
      if (keyOfLabel(label) === key)
        await secretStore.moveLabel({ arn, label, from: version.id, to: undefined }, fence.now());
  const noted = [tagKeys.life(key), tagKeys.mail(key)].filter((tag) => tags[tag] !== undefined);
  if (noted.length > 0) await secretStore.untag(arn, noted, fence.now());
};
