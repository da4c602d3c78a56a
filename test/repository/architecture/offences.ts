const importing = (target: string): string =>
  `import { something } from '${target}';\n\nexport const other = something;\n`;

/** Under the path of a file that could be: an import that breaks an arrow. */
const broken: readonly (readonly [folder: string, target: string])[] = [
  ['core', 'node:fs'],
  ['core', '../app/run.ts'],
  ['core/rules', '../../app/run.ts'],
  ['core', '../aws/wire.ts'],
  ['core', '../notify/notifier.ts'],
  ['core', '../sandbox/world.ts'],
  ['core', '../cli/program.ts'],
  ['core', '@aws-sdk/client-iam'],
  ['core', 'zod'],
  ['core', 'uuid'],
  ['app', '../aws/wire.ts'],
  ['app/steps', '../../aws/wire.ts'],
  ['app', '../notify/notifier.ts'],
  ['app', '../sandbox/world.ts'],
  ['app', '../cli/program.ts'],
  ['app', '../lambda/handler.ts'],
  ['app', '@aws-sdk/client-iam'],
  ['app', '@smithy/types'],
  ['aws', '../notify/notifier.ts'],
  ['aws', '../sandbox/world.ts'],
  ['aws', '../cli/program.ts'],
  ['aws', '../lambda/handler.ts'],
  ['notify', '../aws/wire.ts'],
  ['notify', '../sandbox/world.ts'],
  ['notify', '../cli/program.ts'],
  ['notify', '@aws-sdk/client-sesv2'],
  ['notify/groups', '../../aws/wire.ts'],
  ['sandbox', '../aws/wire.ts'],
  ['sandbox', '../notify/notifier.ts'],
  ['sandbox', '../cli/program.ts'],
  ['sandbox/http', '../../aws/wire.ts'],
  ['cli', '../lambda/handler.ts'],
  ['lambda', '../sandbox/world.ts'],
  ['lambda', '../cli/program.ts'],
  ['lambda', '@aws-sdk/client-iam'],
  ['lambda', '@smithy/types'],
];

/** Under the path of a file: what it must not hold. */
export const offences: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    broken.map(([folder, target], index) => [`src/${folder}/offence-${index}.ts`, importing(target)]),
  ),
  'src/core/clock.ts': 'export const now = (): number => Date.now();\n',
  'src/core/environment.ts': 'export const home = process.env.HOME;\n',
  'src/core/timer.ts': 'export const later = (work: () => void) => setTimeout(work, 1);\n',
};

/** Imports along the arrows, which the linter must let pass: one that refuses everything proves nothing. */
export const rightfulFiles: Readonly<Record<string, string>> = {
  'src/core/rules/rightful.ts': importing('../time.ts'),
  'src/app/execute/rightful.ts': importing('../../core/time.ts'),
  'src/aws/rightful.ts': importing('../app/ports.ts'),
  'src/notify/groups/rightful.ts': importing('../../app/digest.ts'),
  'src/sandbox/http/rightful.ts': importing('../../core/time.ts'),
  'src/cli/rightful.ts': importing('../aws/wire.ts'),
  'src/lambda/rightful.ts': importing('../aws/wire.ts'),
  'src/lambda/logging.ts': importing('@aws-lambda-powertools/logger'),
};
