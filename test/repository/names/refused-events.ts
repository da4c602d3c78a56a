import { createFunctions } from './functions.ts';
import { createNameList } from './name-list.ts';
import type { Recording } from './recording.ts';

/** What each function says of an event that it does not know: the fields that it knows, and an example. */
export const playRefusedEvents = async (recording: Recording): Promise<void> => {
  const { names, mask } = recording;
  // Events that are refused are no names.
  const { invoke } = createFunctions({ names: createNameList(), mask });
  for (const [kind, event] of refused) {
    const message = await invoke(kind, { ...event, [UNKNOWN]: 1 }).then(
      () => 'accepted',
      (error: unknown) => String(error instanceof Error ? error.message : error),
    );
    const what = `fields of an event to the ${kind}${'step' in event ? `, step ${event.step}` : ''}`;
    const [, fields] = /: known are (.*)/.exec(message) ?? [];
    const [, steps] = /step is "z+": give (.*)/.exec(message) ?? [];
    const [, example = message] = /an event that is accepted: (.*)/.exec(message) ?? [];
    if (steps === undefined) names.add(what, ...(fields ?? message).split(', '), `as in ${mask(example)}`);
    else names.add(`steps of the ${kind}`, ...steps.split(/, | or /));
  }
  // What has no name is logged with its place in the code.
  const run = {
    id: 'unknown',
    mode: 'plan',
    bucket: 'keyturn-runs',
    accountsKey: 'runs/unknown/accounts.json',
    seal: 'x',
  };
  const event = { step: 'finish', run: { ...run, force: '', isSearch: false, isScheduled: false }, execution: 'x' };
  await invoke('inventory', event).catch(() => undefined);
};

/** Like no field that there is. */
const UNKNOWN = 'zzzzzzzzzzzz';

const refused = [
  ['inventory', {}],
  ['inventory', { scheduled: '2027-01-15T03:00:00Z' }],
  ['inventory', { step: 'settle-search' }],
  ['inventory', { step: 'finish' }],
  ['inventory', { step: UNKNOWN }],
  ['rotation', {}],
  ['rotation', { step: 'search' }],
  ['rotation', { step: 'visit' }],
  ['rotation', { step: 'tell' }],
  ['rotation', { step: UNKNOWN }],
  ['notifier', {}],
  ['notifier', { message: 'x' }],
] as const;
