import { posix } from 'node:path';
import { isRoomAllowed, partNames, TOP_OF_PART } from './arrows.ts';
import { roomsOf } from './lint-rules.ts';

const importing = (target: string): string =>
  `import { something } from '${target}';\n\nexport const other = something;\n`;

/** Under the path of a file that could be: an import that breaks an arrow. */
const broken: readonly (readonly [folder: string, target: string])[] = [
  ['core', 'node:fs'],
  ['core', '../app/run/run.ts'],
  ['core/rules', '../../app/run/run.ts'],
  ['core', '../aws/connect.ts'],
  ['core', '../notify/notifier.ts'],
  ['core', '../sandbox/world.ts'],
  ['core', '../cli/program.ts'],
  ['core', '@aws-sdk/client-iam'],
  ['core', 'zod'],
  ['core', 'uuid'],
  ['app/run', '../../aws/connect.ts'],
  ['app/execute', '../../aws/connect.ts'],
  ['app/run', '../../notify/notifier.ts'],
  ['app/run', '../../sandbox/world.ts'],
  ['app/run', '../../cli/program.ts'],
  ['app/run', '../../lambda/handler.ts'],
  ['app/run', '@aws-sdk/client-iam'],
  ['app/run', '@smithy/types'],
  ['aws', '../notify/notifier.ts'],
  ['aws', '../sandbox/world.ts'],
  ['aws', '../cli/program.ts'],
  ['aws', '../lambda/handler.ts'],
  ['notify', '../aws/connect.ts'],
  ['notify', '../sandbox/world.ts'],
  ['notify', '../cli/program.ts'],
  ['notify', '@aws-sdk/client-sesv2'],
  ['notify/groups', '../../aws/connect.ts'],
  ['smtp', '../aws/connect.ts'],
  ['smtp', '../notify/notifier.ts'],
  ['smtp', '../sandbox/world.ts'],
  ['smtp', '../cli/program.ts'],
  ['smtp', '@aws-sdk/client-ssm'],
  ['aws', '../smtp/connect.ts'],
  ['notify', '../smtp/connect.ts'],
  ['app/run', '../../smtp/connect.ts'],
  ['sandbox', '../aws/connect.ts'],
  ['sandbox', '../notify/notifier.ts'],
  ['sandbox', '../cli/program.ts'],
  ['sandbox/http', '../../aws/connect.ts'],
  ['sandbox', '../app/secret/name.ts'],
  ['sandbox', '../core/keys.ts'],
  ['sandbox/http/pages', '../../../core/keys.ts'],
  ['sandbox', '../text/html.ts'],
  ['sandbox', '../demo-organization/names.ts'],
  ['text', '../core/time.ts'],
  ['text', '../app/secret/name.ts'],
  ['text', 'zod'],
  ['text', 'node:util'],
  ['demo-organization', '../app/secret/labels.ts'],
  ['demo-organization', '../app/run/run.ts'],
  ['demo-organization', '../text/html.ts'],
  ['demo-organization', '../cli/program.ts'],
  ['demo-organization', '@aws-sdk/client-iam'],
  ['app/run', '../../text/html.ts'],
  ['app/run', 'node:fs'],
  ['app/run', 'node:fs/promises'],
  ['app/deploy/stacks', '../../../aws/connect.ts'],
  ['aws/client', '../../text/html.ts'],
  ['aws/client', '../connect.ts'],
  ['cli', '@aws-sdk/client-iam'],
  ['lambda', '../demo-organization/names.ts'],
  ['cli', '../lambda/handler.ts'],
  ['lambda', '../sandbox/world.ts'],
  ['lambda', '../cli/program.ts'],
  ['lambda', '@aws-sdk/client-iam'],
  ['lambda', '@smithy/types'],
];

interface Importer {
  readonly path: string;
  readonly target: string;
}

/** Each room that imports each other one of its part, from its own folder and from one within. */
const betweenRooms = (isRightful: boolean): readonly Importer[] =>
  partNames.flatMap((part) =>
    roomsOf(part).flatMap((room) =>
      roomsOf(part)
        .filter((other) => other !== room && isRoomAllowed(part, room, other) === isRightful)
        .flatMap((other) => importers(`src/${part}`, room, other)),
    ),
  );

const importers = (part: string, room: string, other: string): readonly Importer[] => {
  const name = `to-${other || 'entrance'}.ts`;
  const target = posix.join(other, 'anything.ts');
  if (room === TOP_OF_PART) return [{ path: `${part}/${name}`, target: `./${target}` }];
  const near = { path: `${part}/${room}/${name}`, target: `../${target}` };
  return other === TOP_OF_PART ? [near] : [near, { path: `${part}/${room}/within/${name}`, target: `../../${target}` }];
};

export const brokenImports: readonly Importer[] = [
  ...broken.map(([folder, target], index) => ({ path: `src/${folder}/offence-${index}.ts`, target })),
  ...betweenRooms(false),
];

const asFiles = (all: readonly Importer[]): Readonly<Record<string, string>> =>
  Object.fromEntries(all.map(({ path, target }) => [path, importing(target)]));

/** Under the path of a file: what it must not hold. */
export const offences: Readonly<Record<string, string>> = {
  ...asFiles(brokenImports),
  'src/core/clock.ts': 'export const now = (): number => Date.now();\n',
  'src/core/environment.ts': 'export const home = process.env.HOME;\n',
  'src/core/timer.ts': 'export const later = (work: () => void) => setTimeout(work, 1);\n',
};

/** Imports along the arrows, which the linter must let pass: one that refuses everything proves nothing. */
export const rightfulFiles: Readonly<Record<string, string>> = {
  ...asFiles(betweenRooms(true)),
  'src/core/rules/rightful.ts': importing('../time.ts'),
  'src/app/execute/rightful.ts': importing('../../core/time.ts'),
  'src/aws/rightful.ts': importing('../app/ports/iam.ts'),
  'src/notify/groups/rightful.ts': importing('../../app/notices/digest.ts'),
  'src/sandbox/rightful.ts': importing('../core/time.ts'),
  'src/sandbox/http/rightful.ts': importing('../../core/time.ts'),
  'src/sandbox/http/packages.ts': importing('@smithy/core/protocols'),
  'src/demo-organization/rightful.ts': importing('../app/secret/name.ts'),
  'src/text/rightful.ts': importing('./one-line.ts'),
  'src/aws/s3/rightful.ts': importing('../../app/run-bucket/ports.ts'),
  'src/aws/client/rightful.ts': importing('../../app/deploy/ports.ts'),
  'src/cli/rightful.ts': importing('../aws/connect.ts'),
  'src/cli/demo/rightful.ts': importing('../../demo-organization/names.ts'),
  'src/lambda/rightful.ts': importing('../aws/connect.ts'),
  'src/lambda/logging.ts': importing('@aws-lambda-powertools/logger'),
};
