import { oneLine } from '../text/one-line.ts';
import { wrap } from '../text/wrap.ts';

const WIDTH = 76;

/** Text as lines of a mail, the first one and the others behind their own indents. */
export const wrapMail = (text: string, first = '', rest = first): string =>
  wrap(oneLine(text), { width: WIDTH, first, rest }).join('\n');
