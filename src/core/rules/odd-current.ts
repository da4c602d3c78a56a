import { notesOf, nothing, type Plan, type View } from '../view.ts';
import { wasReplaced } from './policy-targets.ts';

/**
 * What AWSCURRENT names is no key that an application could use: whoever moved it there, a person must know. Only where
 * a key of ours was stored before; of a user without one, the placeholder is what it should name.
 */
export const oddCurrent = (view: View): Plan | undefined => {
  const { secret, keys } = view;
  if (secret === undefined || ![...secret.records.values()].some(({ verdict }) => verdict.kind === 'verified'))
    return undefined;
  const key = keys.find(({ id }) => id === secret.current);
  if (secret.current === 'unknown') return odd('a version that keyturn did not write');
  if (secret.current === 'placeholder') return odd('the placeholder, which holds no key');
  if (key === undefined) return odd(`key ${secret.current}, which is gone`);
  if (key.status === 'Active') return undefined;
  // What a policy took away while it was current, its owner was told of. A key that was replaced was put there again.
  const isByPolicy = notesOf(view, key).deactivatedAt !== undefined && !wasReplaced(view, key);
  if (isByPolicy) return undefined;
  return odd(`key ${key.id}, which is inactive`);
};

const odd = (names: string): Plan => nothing('current-unusable', { names });
