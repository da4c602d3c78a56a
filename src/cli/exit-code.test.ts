import { describe, expect, it } from 'vitest';
import type { RunResult } from '../app/results/result.ts';
import { quietResult } from './example-result.fixture.ts';
import { exitCodeOf } from './exit-code.ts';

const withSummary = (changes: Partial<RunResult['summary']>): RunResult =>
  quietResult({ summary: { ...quietResult().summary, ...changes } });

describe('a run ends with', () => {
  it.each([
    ['0 when nothing was due', quietResult(), false, 0],
    ['0 when users are blocked', withSummary({ blocked: 7 }), false, 0],
    ['0 when something is due and nobody checks', withSummary({ due: 7 }), false, 0],
    ['1 when plan --check finds a due key', withSummary({ due: 1 }), true, 1],
    ['1 when plan --check finds a key to delete', withSummary({ deleted: 1 }), true, 1],
    ['0 when plan --check finds nothing', quietResult(), true, 0],
    ['3 when a user failed', withSummary({ failed: 1 }), false, 3],
    ['3 when an account failed', withSummary({ accountsFailed: 1 }), false, 3],
    ['3 when it is incomplete, even if plan --check found nothing due', quietResult({ incomplete: true }), true, 3],
  ])('%s', (_, result, isCheck, code) => {
    expect(exitCodeOf(result, { isInterrupted: false, isCheck })).toBe(code);
  });

  it('4 when a rotation that was asked for made no key, which a check has nothing to add to', () => {
    const asked = { isInterrupted: false, isForced: true };
    expect(exitCodeOf(withSummary({ due: 1, blocked: 1 }), asked)).toBe(4);
    expect(exitCodeOf(withSummary({ rotated: 1 }), asked)).toBe(0);
    expect(exitCodeOf(withSummary({ failed: 1 }), asked)).toBe(3);
  });

  it('130 when it was interrupted, whatever it found', () => {
    expect(exitCodeOf(withSummary({ failed: 1 }), { isInterrupted: true })).toBe(130);
  });
});
