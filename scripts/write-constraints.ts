import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../test/repository/architecture/sources.ts';
import { constraintTables } from '../test/support/constraint-tables.ts';

/**
 * Writes what the service models say of the inputs that the sandbox plays. The models are botocore's, as pip installs
 * them for the referees; another folder of them may be named: `npm run constraints -- FOLDER`.
 */
const file = 'src/sandbox/constraints/tables.ts';
const tables = constraintTables(process.argv[3]);
const text = `import type { SandboxService } from '../service-name.ts';
import type { ServiceConstraints } from './constraint.ts';

/** Written by \`npm run constraints\` from the service models of botocore (Apache-2.0). */
export const constraintTables: Readonly<Record<SandboxService, ServiceConstraints>> = ${JSON.stringify(tables)};
`;
writeFileSync(join(root, file), text);
execFileSync('npx', ['biome', 'check', '--write', file], { cwd: root, stdio: 'inherit' });
