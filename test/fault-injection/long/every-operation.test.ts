import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isExecuted, type TransportFault } from '../../../src/sandbox/http/transport-faults.ts';
import { attempt, type Trial, type TrialVerdict } from '../transport/trial.ts';
import { faults, trials } from '../transport/trials.ts';

/** Every request that keyturn sends, over real clients and sockets, x every fault of the line; the server counts. */

/** AWS would carry these out again. */
const SENT_ONCE: ReadonlySet<string> = new Set(['iam:CreateAccessKey', 'sesv2:SendEmail']);

/**
 * Carried out and not answered, the second attempt finds its work done: what AWS then says, and what keyturn makes of
 * it.
 */
const FINDS_IT_DONE: Readonly<Record<string, string>> = {
  'iam:DeleteAccessKey': 'doubtful',
  'secretsmanager:DeleteSecret': 'doubtful',
  'secretsmanager:UpdateSecretVersionStage': 'doubtful',
};

/** Answers without a body: there is nothing to cut off, nor a place for an error's name. */
const NO_BODY: Readonly<Record<string, readonly TransportFault[]>> = {
  's3:CreateBucket': ['truncate'],
  's3:PutObject': ['truncate'],
  's3:HeadObject': ['truncate', 'throttle'],
};

/** Its answer is read by the adapter after the client is done: cut off, it is not asked for again. */
const isReadLate = (name: string, fault: TransportFault): boolean => name === 's3:GetObject' && fault === 'truncate';

const cases = faults.flatMap((fault) => trials.map((trial) => ({ trial, fault })));
const meant = cases.filter(({ trial, fault }) => !NO_BODY[trial.name]?.includes(fault));

const clean = new Map<Trial, Promise<TrialVerdict>>();

/** What one request does on a good line. */
const cleanly = (trial: Trial): Promise<TrialVerdict> => {
  const known = clean.get(trial) ?? attempt(trial, () => undefined);
  clean.set(trial, known);
  return known;
};

// The SDK waits at random before it asks again: no time at all, then.
beforeAll(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterAll(() => {
  vi.restoreAllMocks();
});

describe.each(faults)('%s', (fault) => {
  const here = meant.filter((each) => each.fault === fault);

  it('at every attempt is named for what it is, and nothing is sent more often than it may be', async () => {
    const verdicts = await Promise.all(
      here.map(async ({ trial }) => ({ name: trial.name, ...(await attempt(trial, () => fault)) })),
    );
    for (const { name, outcome, received, executed } of verdicts) {
      expect({ name, outcome }).toEqual({ name, outcome: fault === 'throttle' ? 'throttled' : 'doubtful' });
      expect(executed, name).toBeLessThanOrEqual(isExecuted(fault) ? received : 0);
      if (name === 'iam:CreateAccessKey')
        expect({ received, executed }).toEqual({ received: 1, executed: isExecuted(fault) ? 1 : 0 });
      else if (!isPaced(name, fault)) expect({ name, received }).toEqual({ name, received: attemptsOf(name, fault) });
    }
  });
});

describe.each(faults.filter(isExecuted))('%s', (fault) => {
  it('at the first attempt leaves what one request would have left', async () => {
    const verdicts = await Promise.all(
      meant
        .filter((each) => each.fault === fault)
        .map(async ({ trial }) => {
          const faulty = await attempt(trial, (nth) => (nth === 1 ? fault : undefined));
          return { name: trial.name, clean: await cleanly(trial), faulty };
        }),
    );
    for (const { name, clean, faulty } of verdicts) {
      expect({ name, ...clean }).toMatchObject({ name, outcome: 'answered', received: 1, executed: 1 });
      expect({ name, outcome: faulty.outcome }).toEqual({ name, outcome: outcomeAfterOne(name, fault) });
      expect({ name, effect: faulty.effect }).toEqual({ name, effect: clean.effect });
    }
  });
});

/** A mail that SES asks to send later is sent later, by the adapter. */
const isPaced = (name: string, fault: TransportFault): boolean => name === 'sesv2:SendEmail' && fault === 'throttle';

const attemptsOf = (name: string, fault: TransportFault): number =>
  SENT_ONCE.has(name) || isReadLate(name, fault) ? 1 : 3;

const outcomeAfterOne = (name: string, fault: TransportFault): string =>
  SENT_ONCE.has(name) || isReadLate(name, fault) ? 'doubtful' : (FINDS_IT_DONE[name] ?? 'answered');
