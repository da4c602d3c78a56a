import type { Failure } from './jobs.ts';
import { type Break, crashFaults } from './point.ts';

type Point = Pick<Failure, 'state' | 'breaks'>;

/** As people copy it into a command: `a due key: lost at 0.12`, the event and the request counted from 0. */
export const wordsOf = ({ state, breaks }: Point): string =>
  `${state}: ${breaks.map(({ event, nth, fault }) => `${fault} at ${event}.${nth}`).join(', ')}`;

export const pointOf = (text: string): Point => {
  const [, state = '', breaks = ''] = /^(.*): ([^:]*)$/.exec(text) ?? [];
  return { state, breaks: breaks.split(', ').map(breakOf) };
};

const breakOf = (text: string): Break => {
  const [, named, event, nth] = /^(.+) at (\d+)\.(\d+)$/.exec(text) ?? [];
  const fault = crashFaults.find((each) => each === named);
  if (fault === undefined) throw new Error(`"${text}" is no break: give one as "${crashFaults[0]} at 0.12"`);
  return { fault, event: Number(event), nth: Number(nth) };
};
