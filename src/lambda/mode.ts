import type { FunctionSettings } from './function-settings.ts';
import { type EventForm, refusedEvent } from './parse-event.ts';

type Form = Pick<EventForm<unknown>, 'example'>;

/** An event can make a run dry; what the stack keeps dry, no event can make real. */
export const modeFor = (dryrun: boolean | undefined, { isDryRun }: FunctionSettings, form: Form): 'plan' | 'apply' => {
  if (dryrun === false && isDryRun)
    throw refusedEvent(form, [
      "dryrun is false, but the stack's DryRunFlag is True: set that parameter to False first",
    ]);
  return dryrun === true || isDryRun ? 'plan' : 'apply';
};

/** A run that began before DryRunFlag was set to True stops there. */
export const refuseRealStep = (mode: 'plan' | 'apply', { isDryRun }: FunctionSettings, form: Form): void => {
  if (mode === 'apply' && isDryRun)
    throw refusedEvent(form, ['run.mode is "apply", but the stack\'s DryRunFlag is True: nothing is changed any more']);
};
