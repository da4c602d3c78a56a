import type { Command } from 'commander';
import type { Dependencies } from './run/dependencies.ts';

/** Adds itself to the program; when carried out, says with which code the process ends. */
export type Verb = (program: Command, dependencies: Dependencies, done: (exitCode: number) => void) => void;
