import { randomUUID } from 'node:crypto';
import { explain } from '../app/acts/explain.ts';
import { handOver } from '../app/acts/handover.ts';
import { undo } from '../app/acts/undo.ts';
import { run } from '../app/run/run.ts';
import { connectDeployment } from './deploy/connect-deploy.ts';
import { runProgram } from './program.ts';
import { connect } from './run/connect.ts';
import { sandboxOffset } from './run/sandbox-clock.ts';
import { processIo } from './terminal/process-io.ts';

/** Carries out one command line in this process, and returns the exit code. */
export const start = async (args: readonly string[]): Promise<number> => {
  const io = processIo(await sandboxOffset(process.env));
  return runProgram(args, { io, connect, connectDeployment, run, undo, handOver, explain, nonce: randomUUID });
};
