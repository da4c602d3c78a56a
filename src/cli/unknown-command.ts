import type { Command } from 'commander';
import { Fault } from '../app/faults/fault.ts';
import { nearest } from '../app/settings/nearest.ts';

/** For a verb that there is not, with the one that was probably meant. */
export const unknownCommand = (name: string, program: Command): Fault => {
  const meant = nearest(
    name,
    program.commands.map((command) => command.name()),
  );
  return new Fault(
    'command-invalid',
    `there is no command ${name}${meant === undefined ? '' : `: did you mean ${meant}?`}`,
  );
};
