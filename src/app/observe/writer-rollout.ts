import type { PolicyUpdates } from '../../core/observation.ts';
import { writerNoted } from '../secret/writer-tag.ts';
import type { ListedSecrets } from './list-secrets.ts';

interface UpdateParts {
  readonly writers: readonly string[] | undefined;
  /** `undefined`: they could not be listed. */
  readonly secrets: () => Promise<ListedSecrets | undefined>;
}

/**
 * Policies that name their writers come to the secrets of an account one after the other: whether keyturn itself can
 * write under them must be seen in one secret first, by a later run. Nobody would be locked out of more than that one.
 */
export interface WriterRollout {
  /** `first`: no secret of the account has today's writers yet. */
  readonly state: () => Promise<PolicyUpdates>;
  /** The same for one secret of an earlier form: whichever asks first is the first, in this run. */
  readonly ofEarlier: (secretArn: string) => Promise<PolicyUpdates>;
  /** The same for one that has today's form: `shown`, unless others wait for it. */
  readonly ofCurrent: () => Promise<PolicyUpdates>;
  /** Others of the account wait until one shows that keyturn can write. */
  readonly wantProof: () => void;
}

export const createWriterRollout = ({ writers, secrets }: UpdateParts): WriterRollout => {
  let first: string | undefined;
  let isProofWanted = false;
  const state = async (): Promise<PolicyUpdates> => {
    if (writers === undefined) return 'shown';
    const listed = await secrets();
    if (listed === undefined) return 'wait';
    const noted = [...listed.byName.values()].map(({ tags }) => writerNoted(writers, tags));
    if (noted.includes('shown')) return 'shown';
    return noted.some((each) => each !== 'unnoted') ? 'wait' : 'first';
  };
  let known: Promise<PolicyUpdates> | undefined;
  const once = (): Promise<PolicyUpdates> => {
    known ??= state();
    return known;
  };
  return {
    state: once,
    ofCurrent: async () => (isProofWanted ? once() : 'shown'),
    wantProof: () => {
      isProofWanted = true;
    },
    ofEarlier: async (arn) => {
      const found = await once();
      if (found === 'wait') isProofWanted = true;
      if (found !== 'first') return found;
      first ??= arn;
      return first === arn ? 'first' : 'wait';
    },
  };
};
