import { faults } from '../schedule/schedule.ts';
import type { FailedPoint } from './jobs.ts';
import type { Mishap } from './mishap.ts';
import type { Break } from './point.ts';

type Point = Pick<FailedPoint, 'state' | 'breaks'>;

/**
 * As people copy it into a command: `a due key: lost at 0.12` or `sleep (14 min) at 0.3`, the event and the request
 * counted from 0.
 */
export const wordsOf = ({ state, breaks }: Point): string =>
  `${state}: ${breaks.map(({ event, nth, ...mishap }) => `${mishapInWords(mishap)} at ${event}.${nth}`).join(', ')}`;

export const pointOf = (text: string): Point => {
  const [, state = '', breaks = ''] = /^(.*): ([^:]*)$/.exec(text) ?? [];
  return { state, breaks: breaks.split(', ').map(breakOf) };
};

export const mishapInWords = ({ fault, minutes }: Mishap): string =>
  minutes === undefined ? fault : `${fault} (${minutes} min)`;

const breakOf = (text: string): Break => {
  const [, named, minutes, event, nth] = /^([a-z-]+)(?: \((.+) min\))? at (\d+)\.(\d+)$/.exec(text) ?? [];
  const fault = faults.find((each) => each === named);
  if (fault === undefined) throw new Error(`"${text}" is no break: give one as "crash-after at 0.12"`);
  return {
    fault,
    ...(minutes === undefined ? {} : { minutes: Number(minutes) }),
    event: Number(event),
    nth: Number(nth),
  };
};
