import { Command, CommanderError } from 'commander';
import { Fault } from '../app/faults/fault.ts';
import { nearest } from '../app/settings/nearest.ts';
import { nameFault } from './name-fault.ts';
import { faultLines } from './render/fault-lines.ts';
import type { Dependencies } from './run/dependencies.ts';
import { styleFor } from './terminal/style.ts';
import { verbs } from './verbs.ts';
import { version } from './version.ts';

/** Carries out one command line, without the program's own name, and returns the exit code. Never throws. */
export const runProgram = async (args: readonly string[], dependencies: Dependencies): Promise<number> => {
  let exitCode = 0;
  const program = createProgram(dependencies, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const fault = error instanceof CommanderError ? commandFault(error) : nameFault(error, dependencies.io.signal);
    const lines = faultLines(styleFor(dependencies.io.err, dependencies.io.env), fault);
    dependencies.io.err.write(`${lines.join('\n')}\n`);
    return fault.exitCode;
  }
};

const createProgram = (dependencies: Dependencies, done: (code: number) => void): Command => {
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
    .configureHelp({ styleTitle: style.bold, sortSubcommands: false, showGlobalOptions: false })
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
      '\nNo AWS account at hand? `keyturn demo` shows it all. Exit codes and faults: docs/errors.md',
    );
  for (const verb of verbs) verb(program, dependencies, done);
  program.allowExcessArguments().action(() => {
    const [unknown] = program.args;
    if (unknown !== undefined) throw unknownCommand(unknown, program);
    program.outputHelp();
    done(2);
  });
  return program;
};

const unknownCommand = (name: string, program: Command): Fault => {
  const meant = nearest(
    name,
    program.commands.map((command) => command.name()),
  );
  return new Fault(
    'command-invalid',
    `there is no command ${name}${meant === undefined ? '' : `: did you mean ${meant}?`}`,
  );
};

const commandFault = (error: CommanderError): Fault =>
  new Fault('command-invalid', error.message.replace(/^error: /, '').replace(/\n/g, ' '));
