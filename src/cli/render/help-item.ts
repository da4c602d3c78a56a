import { Help } from 'commander';
import { wrap } from '../../text/wrap.ts';

/** Fewer characters beside the names of the options are a column of single words. */
const LEAST_DESCRIPTION = 40;

const GAPS = 4;

/** Commander's `Help.formatItem`; where names leave no room beside them, a description stands below its name. */
export const helpItem = (term: string, termWidth: number, description: string, helper: Help): string => {
  const width = helper.helpWidth ?? 80;
  if (description === '' || width - termWidth - GAPS >= LEAST_DESCRIPTION)
    return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
  const lines = wrap(description, { width: width - 1, first: '      ', rest: '      ' });
  return [`  ${term}`, ...lines].join('\n');
};
