import { randomUUID } from 'node:crypto';
import { run } from '../app/run.ts';
import { connect } from './connect.ts';
import { connectDeployment } from './deploy/connect-deploy.ts';
import { processIo } from './process-io.ts';
import { runProgram } from './program.ts';
import { sandboxOffset } from './sandbox-clock.ts';

const io = processIo(await sandboxOffset(process.env));
process.exitCode = await runProgram(process.argv.slice(2), { io, connect, connectDeployment, run, nonce: randomUUID });
