import type { Io } from '../terminal/io.ts';

/**
 * By what words keyturn is called where it runs: by npx in a checkout, and wherever npx has called it; by its own name
 * where it is installed. npx tells itself in `npm_command` (https://docs.npmjs.com/cli/v10/using-npm/scripts).
 */
export const programName = ({ env }: Pick<Io, 'env'>, file = import.meta.url): 'keyturn' | 'npx keyturn' =>
  env.npm_command === 'exec' || !file.includes('/node_modules/') ? 'npx keyturn' : 'keyturn';
