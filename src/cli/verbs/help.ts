import type { Command } from 'commander';
import { unknownCommand } from '../unknown-command.ts';
import type { Verb } from '../verb.ts';

export const helpVerb: Verb = (program, _, done) => {
  program
    .command('help')
    .description('show the help of a verb, or of all')
    .argument('[verb]', 'as plan or apply')
    .action((name: string | undefined) => {
      commandOf(program, name).outputHelp();
      done(0);
    });
};

const commandOf = (program: Command, name: string | undefined): Command => {
  if (name === undefined) return program;
  const found = program.commands.find((command) => command.name() === name);
  if (found === undefined) throw unknownCommand(name, program);
  return found;
};
