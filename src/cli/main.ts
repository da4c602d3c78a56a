import { processIo } from './terminal/process-io.ts';
import { version } from './version.ts';

const args = process.argv.slice(2);

// Asked by scripts, again and again: answered before anything else is loaded.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) processIo().out.write(`${version}\n`);
else process.exitCode = await (await import('./start.ts')).start(args);
