import { randomUUID } from 'node:crypto';
import { run } from '../app/run/run.ts';
import { connectDeployment } from './deploy/connect-deploy.ts';
import { runProgram } from './program.ts';
import { connect } from './run/connect.ts';
import { sandboxOffset } from './run/sandbox-clock.ts';
import { processIo } from './terminal/process-io.ts';

const io = processIo(await sandboxOffset(process.env));
process.exitCode = await runProgram(process.argv.slice(2), { io, connect, connectDeployment, run, nonce: randomUUID });
