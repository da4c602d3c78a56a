import { InvalidArgumentError } from 'commander';
import type { Verb } from '../verb.ts';
import type { DemoOptions } from './run-demo.ts';

export const demoVerb: Verb = (program, { io }, done) => {
  program
    .command('demo')
    .description('rotate a simulated organization through 40 days; needs no AWS account')
    .option('--json', 'print the figures as one JSON object, and nothing else')
    .option('--fast', 'pause for a sixth of the time: all of it in 20 seconds')
    .option('--seed <number>', 'another number, another organization', wholeNumber)
    .option('--mails <folder>', 'where to write the mails (default: keyturn-out/demo)')
    .action(async (options: DemoOptions) => {
      // The simulated AWS is loaded here and nowhere else: other verbs start quickly without it.
      const { runDemo } = await import('./run-demo.ts');
      done(await runDemo(io, options));
    });
};

const wholeNumber = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('give a whole number');
  return Number(text);
};
