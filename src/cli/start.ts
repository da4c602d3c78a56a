import { randomUUID } from 'node:crypto';
import { run } from '../app/run.ts';
import { connect } from './connect.ts';
import { connectDeployment } from './deploy/connect-deploy.ts';
import { processIo } from './process-io.ts';
import { runProgram } from './program.ts';
import { sandboxOffset } from './sandbox-clock.ts';

/** Carries out one command line in this process, and returns the exit code. */
export const start = async (args: readonly string[]): Promise<number> => {
  const io = processIo(await sandboxOffset(process.env));
  return runProgram(args, { io, connect, connectDeployment, run, nonce: randomUUID });
};
