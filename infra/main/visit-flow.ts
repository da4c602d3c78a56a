import { call, type Flow, type State, type States } from './states.ts';

/** Visits of one account in one run, if each runs out of time. */
const MOST_VISITS = 20;

/** Requests for the mails of one round, if each runs out of time. */
const MOST_REQUESTS_FOR_MAILS = 20;

/** What each round begins with; `refused`: why mails could not be asked for. */
const noMailsYet = { requests: 0, refused: '' } as const;

export const firstRound = { round: 0, ...noMailsYet } as const;

/**
 * Longer than a claim of a process that died (`LEASE` in src/core/limits.ts): whom it had in hand is rotated by the
 * visit alone, on the same day.
 */
export const CLAIMS_END_SECONDS = 36 * 60;

const batch = { 'run.$': '$.run', 'tickets.$': '$.tickets', 'round.$': '$.round' } as const;

interface Rounds {
  /** One account, since its visit beside others failed. */
  readonly isAlone: boolean;
  /** The visit itself failed: a state of the flow, or a further one. */
  readonly visitFailed: string;
  /** Every account was visited in this round, as far as time allowed. */
  readonly roundEnded: string;
}

/**
 * Rounds over some accounts: rotate, send the mails, note what was accepted, and go on with those whose time ran out.
 * Names of states are unique in a whole definition, so that each flow's have an ending.
 */
const rounds = (ending: string, { isAlone, visitFailed, roundEnded }: Rounds): States => ({
  [`Visit${ending}`]: call(
    'Rotation',
    { step: 'visit', ...batch, isAlone },
    {
      ResultSelector: {
        'mailing.$': '$.Payload.mailing',
        'left.$': '$.Payload.left',
        'failed.$': '$.Payload.failed',
      },
      ResultPath: '$.visit',
      Catch: caughtAs(visitFailed),
      Next: `HasMails${ending}`,
    },
  ),
  [`HasMails${ending}`]: {
    Type: 'Choice',
    Choices: [{ Variable: '$.visit.mailing[0]', IsPresent: true, Next: `SendMails${ending}` }],
    Default: roundEnded,
  },
  [`SendMails${ending}`]: call(
    'Notifier',
    { step: 'mails', 'run.$': '$.run', 'tickets.$': '$.visit.mailing', 'round.$': '$.round' },
    {
      // What became of each mail lies in the run bucket: a state holds 262,144 bytes.
      ResultSelector: { 'isDone.$': '$.Payload.isDone' },
      ResultPath: '$.mails',
      Catch: caughtAs(`Undelivered${ending}`),
      Next: `AreMailsSent${ending}`,
    },
  ),
  [`AreMailsSent${ending}`]: {
    Type: 'Choice',
    Choices: [
      {
        And: [
          { Variable: '$.mails.isDone', BooleanEquals: false },
          { Variable: '$.requests', NumericLessThan: MOST_REQUESTS_FOR_MAILS - 1 },
        ],
        Next: `SendTheRest${ending}`,
      },
    ],
    Default: `NoteAcceptances${ending}`,
  },
  [`SendTheRest${ending}`]: {
    Type: 'Pass',
    Parameters: {
      ...batch,
      'requests.$': 'States.MathAdd($.requests, 1)',
      'refused.$': '$.refused',
      'visit.$': '$.visit',
    },
    Next: `SendMails${ending}`,
  },
  [`Undelivered${ending}`]: {
    Type: 'Pass',
    InputPath: '$.failure.Error',
    ResultPath: '$.refused',
    Next: `NoteAcceptances${ending}`,
  },
  [`NoteAcceptances${ending}`]: call(
    'Rotation',
    {
      step: 'tell',
      'run.$': '$.run',
      'tickets.$': '$.visit.mailing',
      'round.$': '$.round',
      'refused.$': '$.refused',
    },
    // Where nothing is noted, the end says that it is not known whether the mails were sent.
    { ResultPath: null, Catch: caughtAs(roundEnded), Next: roundEnded },
  ),
  [`IsDone${ending}`]: {
    Type: 'Choice',
    Choices: [
      {
        And: [
          { Variable: '$.visit.left[0]', IsPresent: true },
          { Variable: '$.round', NumericLessThan: MOST_VISITS - 1 },
        ],
        Next: `GoOn${ending}`,
      },
    ],
    Default: `Visited${ending}`,
  },
  [`GoOn${ending}`]: {
    Type: 'Pass',
    Parameters: {
      ...noMailsYet,
      'run.$': '$.run',
      'tickets.$': '$.visit.left',
      'round.$': 'States.MathAdd($.round, 1)',
    },
    Next: `Visit${ending}`,
  },
  // Nothing is handed up: the answers of 10,000 accounts would not fit.
  [`Visited${ending}`]: { Type: 'Pass', Result: {}, End: true },
});

const caughtAs = (Next: string) => [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next }];

/** One account whose visit failed beside others, or with them. */
const aloneFlow: Flow = {
  StartAt: 'VisitAlone',
  States: {
    ...rounds('Alone', { isAlone: true, visitFailed: 'NotVisitedAlone', roundEnded: 'IsDoneAlone' }),
    // The others go on; the end finds no word of this account, and counts it as failed.
    NotVisitedAlone: { Type: 'Pass', Result: {}, End: true },
  },
};

const visitEachAlone: State = {
  Type: 'Map',
  ItemsPath: '$.visit.failed',
  ItemSelector: {
    ...noMailsYet,
    'run.$': '$.run',
    'tickets.$': 'States.Array($$.Map.Item.Value)',
    'round.$': '$.round',
  },
  MaxConcurrency: 1,
  ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...aloneFlow },
  ResultPath: null,
  Next: 'IsDoneTogether',
};

/**
 * Some accounts at once. Where the function itself fails, as when its memory is used up, each account is visited alone,
 * so that none keeps the others from their turn. Results lie in the run bucket.
 */
export const visitFlow: Flow = {
  StartAt: 'VisitTogether',
  States: {
    ...rounds('Together', { isAlone: false, visitFailed: 'AreSeveral', roundEnded: 'HasFailed' }),
    AreSeveral: {
      Type: 'Choice',
      Choices: [{ Variable: '$.tickets[1]', IsPresent: true, Next: 'AllFailed' }],
      Default: 'NotVisited',
    },
    AllFailed: {
      Type: 'Pass',
      Parameters: { mailing: [], left: [], 'failed.$': '$.tickets' },
      ResultPath: '$.visit',
      Next: 'ClaimsEnd',
    },
    ClaimsEnd: { Type: 'Wait', Seconds: CLAIMS_END_SECONDS, Next: 'VisitEachAlone' },
    NotVisited: { Type: 'Fail', ErrorPath: '$.failure.Error', CausePath: '$.failure.Cause' },
    HasFailed: {
      Type: 'Choice',
      Choices: [{ Variable: '$.visit.failed[0]', IsPresent: true, Next: 'VisitEachAlone' }],
      Default: 'IsDoneTogether',
    },
    VisitEachAlone: visitEachAlone,
  },
};

/** One account of a search: does it have the forced user? */
export const searchFlow: Flow = {
  StartAt: 'SearchAccount',
  States: {
    SearchAccount: call(
      'Rotation',
      { step: 'search', 'run.$': '$.run', 'ticket.$': '$.ticket' },
      { ResultSelector: {}, End: true },
    ),
  },
};
