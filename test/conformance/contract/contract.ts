import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from './backend.ts';
import { describeCounts } from './contract-counts.ts';
import { describeSuccessors } from './contract-successors.ts';
import { playSequence, type Sequence } from './sequence.ts';

/** What keyturn promises of any AWS: the same assertions for the sandbox and for a referee. */
export const contract = (name: string, open: () => Promise<Backend>): void => {
  describe(`an organization of five accounts of 40 users on ${name}`, () => {
    let sequence: Sequence | undefined;
    let backend: Backend | undefined;
    const played = (): Sequence => {
      if (sequence === undefined) throw new Error('nothing was played');
      return sequence;
    };

    beforeAll(async () => {
      backend = await open();
      sequence = await playSequence(backend);
    }, 600_000);
    afterAll(() => backend?.close());

    it('ends each command with exit code 0', () => {
      const { plan, apply, secondApply, secondPlan } = played();
      const told = [plan, apply, secondApply, secondPlan].map(({ ended }) => `${ended.code} ${ended.stderr}`);
      expect(told.filter((text) => !text.startsWith('0'))).toEqual([]);
    });

    describeSuccessors(played);
    describeCounts(played);
  });
};
