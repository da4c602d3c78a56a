import type { AccessKeyId } from '../../core/keys.ts';
import type { Notes } from '../../core/observation.ts';
import type { Step } from '../../core/step.ts';
import type { Workplace } from '../observe/account-context.ts';
import type { Sight } from '../observe/observe-user.ts';
import { notesIn, registerOf } from '../observe/secret-of.ts';
import { keyOfLabel } from '../secret/labels.ts';
import { noteTags, tagKeys } from '../secret/tags.ts';
import type { Hand } from './request-fence.ts';

/** One step in hand: what was seen, what is to be done, and the right to do it. */
export interface Act<K extends Step['kind'] = Step['kind']> {
  readonly place: Workplace;
  /** The look that permits the step: taken under our claim. */
  readonly sight: Sight;
  readonly step: Extract<Step, { kind: K }>;
  readonly hand: Hand;
}

/** Writes what is noted of one key; `undefined` takes a fact away. */
export const note = async (
  { place, sight, hand }: Pick<Act, 'place' | 'sight' | 'hand'>,
  key: AccessKeyId,
  change: { readonly [F in keyof Notes]: Notes[F] | undefined },
): Promise<void> => {
  const facts = Object.keys(change) as (keyof Notes)[];
  const tags = noteTags(key, withChange(notesIn(sight, key), change), facts);
  await place.session.vault.tag(registerOf(sight).arn, tags, hand.check());
};

const withChange = (notes: Notes, change: { readonly [F in keyof Notes]: Notes[F] | undefined }): Notes =>
  Object.fromEntries(Object.entries({ ...notes, ...change }).filter(([, value]) => value !== undefined));

/** Takes off every label that speaks of a key that is gone, and the tags with its notes. */
export const forget = async (
  { place, sight, hand }: Pick<Act, 'place' | 'sight' | 'hand'>,
  key: AccessKeyId,
): Promise<void> => {
  const { arn, versions, tags } = registerOf(sight);
  const { vault } = place.session;
  for (const version of versions)
    for (const label of version.labels)
      if (keyOfLabel(label) === key)
        await vault.moveLabel({ arn, label, from: version.id, to: undefined }, hand.check());
  const noted = [tagKeys.life(key), tagKeys.mail(key)].filter((tag) => tags[tag] !== undefined);
  if (noted.length > 0) await vault.untag(arn, noted, hand.check());
};
