import { describe, expect, it } from 'vitest';
import { LEASE } from '../src/core/limits.ts';
import { SECOND } from '../src/core/time.ts';
import { runFlow } from './main/run-flow.ts';
import type { Flow, State } from './main/states.ts';
import { CLAIMS_END_SECONDS, searchFlow, visitFlow } from './main/visit-flow.ts';

/** Every flow, those inside of maps too, by a name. */
const flowsIn = (name: string, flow: Flow): [string, Flow][] => [
  [name, flow],
  ...Object.entries(flow.States).flatMap(([state, { ItemProcessor }]) =>
    ItemProcessor === undefined ? [] : flowsIn(`${name}/${state}`, ItemProcessor as Flow),
  ),
];

const flows = flowsIn('run', runFlow);

interface Branch {
  readonly Next: string;
}

const nextOf = ({ Next, Default, Choices, Catch }: State): string[] =>
  [
    Next,
    Default,
    ...[Choices, Catch].flatMap((branches) => ((branches as Branch[] | undefined) ?? []).map((each) => each.Next)),
  ].flatMap((name) => (typeof name === 'string' ? [name] : []));

const THROTTLED = 'Lambda.TooManyRequestsException';

/** Seconds, without the jitter, which makes them half of that on average. */
const waitsOf = (retrier: Readonly<Record<string, number>>): number => {
  const { IntervalSeconds = 0, BackoffRate = 0, MaxAttempts = 0, MaxDelaySeconds = Infinity } = retrier;
  const waits = Array.from({ length: MaxAttempts }, (_, n) =>
    Math.min(IntervalSeconds * BackoffRate ** n, MaxDelaySeconds),
  );
  return waits.reduce((sum, seconds) => sum + seconds, 0);
};

describe('the flow of a run', () => {
  it('has these flows in it', () => {
    expect(flows.map(([name]) => name)).toEqual(['run', 'run/Search', 'run/Visit', 'run/Visit/VisitEachAlone']);
  });

  it.each(flows)('goes on only to states that there are: %s', (_, { StartAt, States }) => {
    for (const [name, state] of Object.entries(States))
      for (const next of nextOf(state)) expect(Object.keys(States), `${name} -> ${next}`).toContain(next);
    expect(Object.keys(States)).toContain(StartAt);
  });

  it.each(flows)('reaches every state: %s', (_, { StartAt, States }) => {
    const reached = new Set([StartAt]);
    for (const name of reached) for (const next of nextOf(States[name] as State)) reached.add(next);
    expect([...reached].sort()).toEqual(Object.keys(States).sort());
  });

  it.each(flows)('ends or goes on from each state, and never both: %s', (_, { States }) => {
    for (const [name, state] of Object.entries(States)) {
      const ends = state.Type === 'Succeed' || state.Type === 'Fail' || state.End === true;
      const goesOn = state.Next !== undefined || state.Default !== undefined;
      expect([ends, goesOn].filter(Boolean), name).toHaveLength(1);
    }
  });

  it.each(flows)('asks every function again, with ever longer waits: %s', (_, { States }) => {
    for (const state of Object.values(States).filter(({ Type }) => Type === 'Task'))
      expect(state.Retry).toEqual([
        expect.objectContaining({ BackoffRate: 2, JitterStrategy: 'FULL', ErrorEquals: [THROTTLED] }),
        expect.objectContaining({
          BackoffRate: 2,
          JitterStrategy: 'FULL',
          ErrorEquals: expect.not.arrayContaining([THROTTLED]),
        }),
        expect.objectContaining({ BackoffRate: 2, JitterStrategy: 'FULL', MaxAttempts: 2 }),
      ]);
  });

  it('waits 4.6 hours at most for a place among the executions of the account, and 8.5 minutes for Lambda itself', () => {
    const retry = (visitFlow.States.VisitTogether?.Retry ?? []) as readonly Record<string, number>[];
    const [throttled = {}, lambdaFailed = {}] = retry;
    expect([waitsOf(throttled), waitsOf(lambdaFailed)]).toEqual([16_515, 510]);
  });

  it('names each state once in the whole definition', () => {
    const all = flows.flatMap(([, { States }]) => Object.keys(States));
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  });

  it('goes over accounts apart from each other, bounded, and lets some fail', () => {
    for (const name of ['Search', 'Visit']) {
      expect(runFlow.States[name]).toMatchObject({
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
        ToleratedFailurePercentage: 100,
        MaxConcurrencyPath: '$.limits.functionsAtATime',
        ResultPath: null,
      });
    }
  });

  it('comes to its end whatever breaks on the way', () => {
    for (const name of ['Search', 'SettleSearch', 'Visit'])
      expect(runFlow.States[name]?.Catch).toEqual([
        { ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Finish' },
      ]);
  });

  it('fails where it is incomplete, or where its end was told to nobody', () => {
    expect(runFlow.States.HowItEnded).toMatchObject({
      Choices: [
        {
          And: [
            { Variable: '$.end.isComplete', BooleanEquals: false },
            { Variable: '$.end.isRefused', BooleanEquals: false },
          ],
          Next: 'Incomplete',
        },
        { Variable: '$.told.mail.refused', IsPresent: true, Next: 'AdminsNotTold' },
        { Variable: '$.end.isRefused', BooleanEquals: true, Next: 'Refused' },
      ],
      Default: 'Complete',
    });
  });
});

/** The rounds of some accounts, and of one alone. */
const visits = [
  ['Together', visitFlow],
  ['Alone', visitFlow.States.VisitEachAlone?.ItemProcessor as Flow],
] as const;

describe('the flow of a batch of accounts', () => {
  it.each(visits)('hands nothing up, so that the answers of 10,000 accounts stay small: %s', (ending, { States }) => {
    expect(States[`Visited${ending}`]).toEqual({ Type: 'Pass', Result: {}, End: true });
    expect(searchFlow.States.SearchAccount).toMatchObject({ ResultSelector: {}, End: true });
  });

  it.each(visits)('goes on where time ran out, twenty times at most: %s', (ending, { States }) => {
    const [choice] = (States[`IsDone${ending}`] as unknown as { Choices: { And: Record<string, unknown>[] }[] })
      .Choices;
    expect(choice).toMatchObject({
      And: [
        { Variable: '$.visit.left[0]', IsPresent: true },
        // Counted from 0.
        { Variable: '$.round', NumericLessThan: 19 },
      ],
      Next: `GoOn${ending}`,
    });
    expect(States[`GoOn${ending}`]?.Parameters).toMatchObject({ 'round.$': 'States.MathAdd($.round, 1)' });
  });

  it.each(visits)(
    'asks for its mails twenty times at most, and notes also those that were not sent: %s',
    (ending, flow) => {
      const { States } = flow;
      expect(States[`AreMailsSent${ending}`]?.Choices).toMatchObject([
        {
          And: [{ BooleanEquals: false }, { Variable: '$.requests', NumericLessThan: 19 }],
          Next: `SendTheRest${ending}`,
        },
      ]);
      expect(States[`SendMails${ending}`]?.Catch).toMatchObject([{ Next: `Undelivered${ending}` }]);
      expect(States[`Undelivered${ending}`]).toMatchObject({
        InputPath: '$.failure.Error',
        ResultPath: '$.refused',
        Next: `NoteAcceptances${ending}`,
      });
    },
  );

  it('visits each alone where the function failed, one after the other; one alone is not tried once more', () => {
    expect(visitFlow.States.VisitTogether?.Catch).toMatchObject([{ ErrorEquals: ['States.ALL'], Next: 'AreSeveral' }]);
    expect(visitFlow.States.AreSeveral).toMatchObject({
      Choices: [{ Variable: '$.tickets[1]', IsPresent: true, Next: 'AllFailed' }],
      Default: 'NotVisited',
    });
    expect(visitFlow.States.AllFailed?.Next).toBe('ClaimsEnd');
    expect(visitFlow.States.VisitEachAlone).toMatchObject({ MaxConcurrency: 1, ResultPath: null });
  });

  it('waits until the claims of a function that died have ended: whom it had in hand is rotated the same day', () => {
    expect(visitFlow.States.ClaimsEnd).toEqual({
      Type: 'Wait',
      Seconds: CLAIMS_END_SECONDS,
      Next: 'VisitEachAlone',
    });
    expect(CLAIMS_END_SECONDS * SECOND).toBeGreaterThan(LEASE);
  });

  it('lets one that fails alone be, and a request for notes that fails: the others go on', () => {
    const { States } = visits[1][1];
    expect(States.VisitAlone?.Catch).toMatchObject([{ Next: 'NotVisitedAlone' }]);
    expect(States.NotVisitedAlone).toEqual({ Type: 'Pass', Result: {}, End: true });
    expect(visitFlow.States.NoteAcceptancesTogether?.Catch).toMatchObject([{ Next: 'HasFailed' }]);
  });
});
