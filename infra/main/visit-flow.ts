import { call, type Flow } from './states.ts';

/** Visits of one account in one run, if each runs out of time. */
const MOST_VISITS = 20;

/**
 * One account: rotate, send the mails, note what was accepted, and go on where time ran out. Its results lie in the run
 * bucket.
 */
export const visitFlow: Flow = {
  StartAt: 'VisitAccount',
  States: {
    VisitAccount: call(
      'Rotation',
      { step: 'visit', 'run.$': '$.run', 'ticket.$': '$.ticket', 'round.$': '$.round' },
      {
        ResultSelector: { 'messages.$': '$.Payload.messages', 'isDone.$': '$.Payload.isDone' },
        ResultPath: '$.visit',
        Next: 'HasMessages',
      },
    ),
    HasMessages: {
      Type: 'Choice',
      Choices: [{ Variable: '$.visit.messages[0]', IsPresent: true, Next: 'Deliver' }],
      Default: 'IsDone',
    },
    Deliver: {
      Type: 'Map',
      ItemsPath: '$.visit.messages',
      ItemSelector: { 'message.$': '$$.Map.Item.Value' },
      MaxConcurrency: 2,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'INLINE' },
        StartAt: 'SendMessage',
        States: {
          SendMessage: call(
            'Notifier',
            { 'message.$': '$.message' },
            {
              // What became of it lies in the run bucket: a state holds 262,144 bytes.
              ResultSelector: { 'message.$': '$.Payload.message' },
              Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Undelivered' }],
              End: true,
            },
          ),
          Undelivered: {
            Type: 'Pass',
            Parameters: { 'message.$': '$.message', 'refused.$': '$.failure.Error' },
            End: true,
          },
        },
      },
      ResultPath: '$.sent',
      Next: 'NoteAcceptances',
    },
    NoteAcceptances: call(
      'Rotation',
      { step: 'tell', 'run.$': '$.run', 'ticket.$': '$.ticket', 'round.$': '$.round', 'sent.$': '$.sent' },
      { ResultPath: null, Next: 'IsDone' },
    ),
    IsDone: {
      Type: 'Choice',
      Choices: [
        {
          And: [
            { Variable: '$.visit.isDone', BooleanEquals: false },
            { Variable: '$.round', NumericLessThan: MOST_VISITS - 1 },
          ],
          Next: 'GoOn',
        },
      ],
      Default: 'Visited',
    },
    GoOn: {
      Type: 'Pass',
      Parameters: { 'run.$': '$.run', 'ticket.$': '$.ticket', 'round.$': 'States.MathAdd($.round, 1)' },
      Next: 'VisitAccount',
    },
    // Nothing is handed up: the answers of 10,000 accounts would not fit.
    Visited: { Type: 'Pass', Result: {}, End: true },
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
