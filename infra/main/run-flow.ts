import { call, type Flow, forEachIn } from './states.ts';
import { firstRound, searchFlow, visitFlow } from './visit-flow.ts';

/** Whatever goes wrong on the way, the end tells what is missing. */
const finishAnyway = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Finish' }];

/** Nearly a day: a run that hangs has ended when the next day's begins. */
const LONGEST_RUN_SECONDS = 23 * 3_600;

/** A run over the accounts that the inventory listed: `{"run": {...}}`. */
export const runFlow: Flow & { readonly Comment: string; readonly TimeoutSeconds: number } = {
  Comment: 'keyturn: one run over the accounts of the organization',
  TimeoutSeconds: LONGEST_RUN_SECONDS,
  StartAt: 'Prepare',
  States: {
    // Parameters of a stack are texts, and a bound is a number.
    Prepare: {
      Type: 'Pass',
      Parameters: { 'functionsAtATime.$': "States.StringToJson('${MaxConcurrency}')" },
      ResultPath: '$.limits',
      Next: 'IsSearch',
    },
    IsSearch: {
      Type: 'Choice',
      Choices: [{ Variable: '$.run.isSearch', BooleanEquals: true, Next: 'Search' }],
      Default: 'Visit',
    },
    Search: forEachIn('accountsKey', searchFlow, {
      Label: 'Search',
      ItemSelector: { 'run.$': '$.run', 'ticket.$': '$$.Map.Item.Value' },
      ResultPath: null,
      Catch: finishAnyway,
      Next: 'SettleSearch',
    }),
    SettleSearch: call(
      'Inventory',
      { step: 'settle-search', 'run.$': '$.run' },
      {
        ResultSelector: { 'run.$': '$.Payload.run', 'isFound.$': '$.Payload.isFound' },
        ResultPath: '$.settled',
        Catch: finishAnyway,
        Next: 'TakeAccount',
      },
    ),
    TakeAccount: { Type: 'Pass', InputPath: '$.settled.run', ResultPath: '$.run', Next: 'IsFound' },
    IsFound: {
      Type: 'Choice',
      Choices: [{ Variable: '$.settled.isFound', BooleanEquals: true, Next: 'Visit' }],
      Default: 'Finish',
    },
    Visit: forEachIn('batchesKey', visitFlow, {
      Label: 'Visit',
      ItemSelector: { 'run.$': '$.run', 'tickets.$': '$$.Map.Item.Value.tickets', ...firstRound },
      ResultPath: null,
      Catch: finishAnyway,
      Next: 'Finish',
    }),
    Finish: call(
      'Inventory',
      { step: 'finish', 'run.$': '$.run', 'execution.$': '$$.Execution.Id' },
      {
        ResultSelector: {
          'message.$': '$.Payload.message',
          'isComplete.$': '$.Payload.isComplete',
          'isRefused.$': '$.Payload.isRefused',
          'cause.$': '$.Payload.cause',
        },
        ResultPath: '$.end',
        Next: 'TellAdmins',
      },
    ),
    TellAdmins: call(
      'Notifier',
      { 'message.$': '$.end.message', 'run.$': '$.run' },
      { ResultSelector: { 'mail.$': '$.Payload' }, ResultPath: '$.told', Next: 'HowItEnded' },
    ),
    HowItEnded: {
      Type: 'Choice',
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
    },
    Complete: { Type: 'Succeed' },
    // A mistyped name is for the person who typed it: a failure would raise the alarm of everybody.
    Refused: { Type: 'Pass', Parameters: { 'refused.$': '$.end.cause' }, End: true },
    Incomplete: { Type: 'Fail', Error: 'RunIncomplete', CausePath: '$.end.cause' },
    AdminsNotTold: { Type: 'Fail', Error: 'AdminsNotTold', CausePath: '$.told.mail.refused' },
  },
};
