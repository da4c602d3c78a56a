import { Command, CommanderError } from 'commander';
import { Fault } from '../app/faults/fault.ts';
import { exampleText } from './examples.ts';
import { nameFault } from './name-fault.ts';
import { helpItem } from './render/help-item.ts';
import type { Dependencies } from './run/dependencies.ts';
import { printFault, watchedIo } from './terminal/print-fault.ts';
import { styleFor } from './terminal/style.ts';
import { unknownCommand } from './unknown-command.ts';
import { verbs } from './verbs.ts';
import { version } from './version.ts';

/** Carries out one command line, without the program's own name, and returns the exit code. Never throws. */
export const runProgram = async (args: readonly string[], given: Dependencies): Promise<number> => {
  let exitCode = 0;
  const { io, hasPrinted } = watchedIo(given.io);
  const dependencies = { ...given, io };
  const program = createProgram(dependencies, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const fault = error instanceof CommanderError ? commandFault(error) : nameFault(error, io.signal);
    printFault(io, fault, { args, hasPrinted: hasPrinted() });
    return fault.exitCode;
  }
};

/** All verbs with their options. `done` is told with which code the process ends. */
export const createProgram = (dependencies: Dependencies, done: (code: number) => void): Command => {
  const { out, env } = dependencies.io;
  const style = styleFor(out, env);
  const program = new Command('keyturn')
    .description(
      'Rotates the IAM user access keys of a whole AWS Organization, without breaking the applications that hold them.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .exitOverride()
    .configureHelp({ styleTitle: style.bold, sortSubcommands: false, showGlobalOptions: false, formatItem: helpItem })
    .configureOutput({
      writeOut: (text) => out.write(text),
      // Commander's own words for a bad command line: `commandFault` says them in our form.
      writeErr: () => undefined,
      outputError: () => undefined,
      getOutHelpWidth: () => style.columns,
      getErrHelpWidth: () => style.columns,
      getOutHasColors: () => true,
    })
    .addHelpText(
      'after',
      '\n`keyturn help plan` shows the options of plan, and examples. No AWS account at hand? `keyturn demo` shows it all. Exit codes and faults: docs/errors.md',
    );
  for (const verb of verbs) verb(program, dependencies, done);
  for (const command of program.commands) command.addHelpText('after', () => exampleText(command.name()));
  program.allowExcessArguments().action(() => {
    const [unknown] = program.args;
    if (unknown !== undefined) throw unknownCommand(unknown, program);
    program.outputHelp();
    done(2);
  });
  return program;
};

const commandFault = (error: CommanderError): Fault =>
  new Fault('command-invalid', error.message.replace(/^error: /, '').replace(/\n/g, ' '));
