import { describe, expect, it } from 'vitest';
import { MINUTE, plus } from '../../core/time.ts';
import { AwsFault } from '../faults/aws-fault.ts';
import { WorkStopped } from '../faults/stop.ts';
import { labels } from '../secret/labels.ts';
import { versionIds } from '../secret/version-ids.ts';
import { isShown } from './lease.ts';
import { CLAIM, GENESIS, leasedSecret, NOW } from './leased-secret.fixture.ts';
import { type Lease, withLease } from './with-lease.ts';

const TAKEN = `put arn:secret ${CLAIM} KEYTURN_CLAIM {"worker":"worker-1"}`;
const RELEASED = `move KEYTURN_IDLE ${GENESIS} ${CLAIM}`;
const LOOK = { forced: false, allowance: 'free' } as const;

const denied = new AwsFault('denied', 'AccessDenied', 'iam:CreateAccessKey', 'no');
const doubtful = new AwsFault('doubtful', 'NoAnswer', 'iam:CreateAccessKey', 'the answer was lost');

const scene = () => {
  const { context, secret, writes, snapshot } = leasedSecret();
  const lease = <T>(act: (lease: Lease) => Promise<T>) => withLease(context, { snapshot, arn: 'arn:secret' }, act);
  return { secret, writes, lease, context, snapshot };
};

const failing = (error: Error) => async () => {
  throw error;
};

describe('an act under a lease', () => {
  it('is done between the claim and its release, and its answer is handed on', async () => {
    const { lease, writes } = scene();
    const outcome = await lease(async ({ claim }) => {
      writes.push('act');
      return claim;
    });
    expect(outcome).toEqual({ versionId: CLAIM, claimedAt: NOW });
    expect(writes).toEqual([TAKEN, 'act', RELEASED]);
  });

  it('is not begun while another worker has the claim, and that claim is not touched', async () => {
    const { lease, writes, secret } = scene();
    secret.isTaken = true;
    expect(await lease(async () => writes.push('act'))).toBe('busy');
    expect(writes).toEqual([TAKEN]);
  });

  it('is not begun where the claim fails: nothing is released', async () => {
    const { writes, context, snapshot } = scene();
    const late = { ...context, deadline: plus(NOW, MINUTE - 1) };
    const outcome = withLease(late, { snapshot, arn: 'arn:secret' }, async () => writes.push('act'));
    await expect(outcome).rejects.toThrow('the time of this run is over');
    expect(writes).toEqual([]);
  });

  it('is not begun where the run has no time to wait for reads that are late', async () => {
    const { context, secret, snapshot, writes } = scene();
    secret.lateVersions = Number.POSITIVE_INFINITY;
    const short = { ...context, deadline: plus(NOW, MINUTE + 2_000) };
    const outcome = withLease(short, { snapshot, arn: 'arn:secret' }, ({ look }) => look(LOOK));
    await expect(outcome).rejects.toThrow('the time of this run is over');
    // In time to let the next worker in.
    expect(writes).toEqual([TAKEN, RELEASED]);
  });

  it('sees the claim as its own in each look', async () => {
    const { lease } = scene();
    expect(await lease(async ({ look }) => (await look(LOOK))?.observation.secret?.claim)).toBe('ours');
  });

  it('signs what decides with the time of its look, and nothing once the claim is too old', async () => {
    const { lease, secret } = scene();
    await lease(async ({ look, fenceFor }) => {
      const seen = await look(LOOK);
      if (seen === undefined) throw new Error('the user is there');
      const fence = fenceFor(seen);
      secret.now = plus(NOW, 15 * MINUTE - 1);
      expect(fence.observed()).toEqual({ signedAt: NOW });
      expect(fence.now()).toEqual({ signedAt: secret.now });
      secret.now = plus(NOW, 15 * MINUTE);
      expect(() => fence.now()).toThrow('held its claim for too long');
    });
    expect.assertions(3);
  });
});

describe('the claim of a lease', () => {
  it('is kept where nobody knows what became of the act: a request of it may still be carried out', async () => {
    const { lease, writes } = scene();
    await expect(lease(failing(doubtful))).rejects.toBe(doubtful);
    expect(writes).toEqual([TAKEN]);
  });

  it.each([
    ['AWS refused', denied],
    ['the protocol stopped', new WorkStopped('contradiction', 'another key')],
    ['a mistake of our own ended', new TypeError('a mistake')],
  ])('is released where %s the act', async (_, error) => {
    const { lease, writes } = scene();
    await expect(lease(failing(error))).rejects.toBe(error);
    expect(writes).toEqual([TAKEN, RELEASED]);
  });

  it('is released from where the last look found the label', async () => {
    const { lease, writes, secret } = scene();
    await lease(async ({ look }) => {
      secret.versions = [{ id: 'v-elsewhere', createdAt: NOW, labels: [labels.idle] }];
      await look(LOOK);
    });
    expect(writes).toEqual([TAKEN, `move KEYTURN_IDLE v-elsewhere ${CLAIM}`]);
  });

  it('of a user who is gone runs out by itself', async () => {
    const { lease, writes, secret } = scene();
    secret.isUserGone = true;
    expect(await lease(({ look }) => look(LOOK))).toBeUndefined();
    expect(writes).toEqual([TAKEN]);
  });
});

describe('a release that fails', () => {
  it.each([
    ['AWS refuses it', denied],
    ['its answer is lost', doubtful],
  ])('fails no act that was done: %s', async (_, error) => {
    const { lease, writes, secret } = scene();
    secret.moveFails = error;
    expect(await lease(async () => 'done')).toBe('done');
    expect(writes).toEqual([TAKEN, RELEASED]);
  });

  it('fails no act that was done: the claim is too old to sign it', async () => {
    const { lease, writes, secret } = scene();
    const act = async () => {
      secret.now = plus(NOW, 15 * MINUTE);
      return 'done';
    };
    expect(await lease(act)).toBe('done');
    expect(writes).toEqual([TAKEN]);
  });

  it('does not hide why the act failed', async () => {
    const { lease, secret } = scene();
    secret.moveFails = doubtful;
    await expect(lease(failing(denied))).rejects.toBe(denied);
  });

  it('hides no mistake of our own', async () => {
    const { lease, secret } = scene();
    secret.moveFails = new TypeError('a mistake');
    await expect(lease(async () => 'done')).rejects.toThrow('a mistake');
  });
});

describe('a lease with reads that are late', () => {
  it.each(['lateVersions', 'lateDescriptions'] as const)('looks until both show the claim: %s', async (late) => {
    const { lease, secret } = scene();
    secret[late] = 5;
    const seen = await lease(async ({ claim, look }) => isShown((await look(LOOK))?.raw, claim, labels.claim));
    expect(seen).toBe(true);
    expect(secret[late]).toBeLessThan(0);
  });

  it.each(['lateVersions', 'lateDescriptions'] as const)(
    'gives up after about a minute, and nothing shows the claim: %s',
    async (late) => {
      const { lease, secret } = scene();
      secret[late] = Number.POSITIVE_INFINITY;
      const seen = await lease(async ({ claim, look }) => isShown((await look(LOOK))?.raw, claim, labels.claim));
      expect(seen).toBe(false);
      expect(secret.now).toBeGreaterThan(plus(NOW, MINUTE));
      expect(secret.now).toBeLessThan(plus(NOW, 2 * MINUTE));
    },
  );

  /** A worker before us took the first claim; the look that led here is older than that. */
  const afterAnother = (on: readonly string[]) => {
    const parts = scene();
    parts.secret.isTaken = CLAIM;
    parts.secret.versions = [...parts.secret.versions, { id: CLAIM, createdAt: NOW, labels: on }];
    return parts;
  };
  const NEXT = `put arn:secret ${versionIds.claim(CLAIM)} KEYTURN_CLAIM {"worker":"worker-1"}`;

  it.each([0, 4])('follows the chain of claims to one that was released, though shown after %i reads', async (late) => {
    const { lease, secret, writes } = afterAnother([labels.claim, labels.idle]);
    secret.lateVersions = late;
    expect(await lease(async () => 'done')).toBe('done');
    expect(writes.slice(0, 2)).toEqual([TAKEN, NEXT]);
  });

  it('leaves a claim alone that was not released', async () => {
    const { lease, writes } = afterAnother([labels.claim]);
    expect(await lease(async () => 'done')).toBe('busy');
    expect(writes).toEqual([TAKEN]);
  });

  it('follows the chain once: the next claim may be taken too', async () => {
    const { lease, secret, writes } = afterAnother([labels.claim, labels.idle]);
    secret.isTaken = true;
    expect(await lease(async () => 'done')).toBe('busy');
    expect(writes).toEqual([TAKEN, NEXT]);
  });
});
