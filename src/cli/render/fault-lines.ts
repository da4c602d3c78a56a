import type { Fault } from '../../app/faults/fault.ts';
import { printable } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';

/** One clear message: code and name, what is wrong, what to do. */
export const faultLines = (style: Style, fault: Fault): string[] => {
  const [first = '', ...others] = fault.message
    .split('\n')
    .map((line) => line.match(/^( *)(.*)$/s))
    .map((parts) => `${parts?.[1] ?? ''}${printable(parts?.[2] ?? '', { isAscii: !style.isUnicode })}`);
  return [
    `${style.red(style.bold(`${fault.code} ${fault.name}`))}: ${first}`,
    ...others,
    `${style.cyan(style.symbols.arrow)} ${printable(fault.remedy)}`,
  ];
};
