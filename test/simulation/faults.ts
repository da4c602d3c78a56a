import { AwsError } from '../../src/sandbox/call.ts';
import type { Interference, Town } from '../scenarios/town.ts';
import type { Chance } from './random.ts';

const network = (message: string): Error => Object.assign(new Error(message), { name: 'TimeoutError', $metadata: {} });

/** Makes requests of a day fail, by chance; after a crash nothing of that day's workers gets through any more. Counts what it did. */
export const breakRequests = (
  town: Town,
  chance: Chance,
  probability: number,
  count: (fault: string) => void,
): void => {
  let isDead = false;
  const fail = (fault: string, error: Error): never => {
    count(fault);
    throw error;
  };
  const before: Interference = () => {
    if (isDead) throw network('the process is dead');
    if (!chance.is(probability)) return;
    switch (chance.pick(['crash', 'throttle', 'error', 'denied', 'unsent'])) {
      case 'crash':
        isDead = true;
        return fail('crash', network('the process died before the request'));
      case 'throttle':
        return fail('throttle', new AwsError('ThrottlingException', 'Rate exceeded', 400));
      case 'denied':
        return fail('denied', new AwsError('AccessDeniedException', 'not authorized', 403));
      case 'error':
        return fail('error', new AwsError('InternalFailure', 'internal error', 500));
      case 'unsent':
        return fail('unsent', network('connection refused'));
    }
  };
  const after: Interference = () => {
    if (isDead) throw network('the process is dead');
    if (!chance.is(probability)) return;
    if (chance.is(0.5)) isDead = true;
    fail('lost answer', network('no answer came'));
  };
  town.before = before;
  town.after = after;
};

export const mend = (town: Town): void => {
  town.before = () => undefined;
  town.after = () => undefined;
};
