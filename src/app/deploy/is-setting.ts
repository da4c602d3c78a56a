import { parameterNames } from '../settings/stack-parameters.ts';

/**
 * Whether a parameter of the stack is a setting of a run, too. A schedule is the stack's alone: a run does not know of
 * it.
 */
export const isSetting = (parameter: string): boolean => parameter in parameterNames && parameter !== 'Schedule';
