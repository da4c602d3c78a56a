/** Who may import whom. The linter's groups in `biome.json` are written from it: `npm run structure -- --write`. */
export const parts = {
  core: { imports: {}, packages: 'none', why: 'core imports nothing outside itself' },
  text: { imports: {}, packages: 'none', why: 'text imports nothing outside itself' },
  app: {
    imports: { core: 'all' },
    packages: ['@aws', '@smithy', 'node:'],
    why: 'app knows ports, never adapters',
  },
  aws: { imports: { core: 'all', app: 'all' }, packages: [], why: "aws implements app's ports and knows core only" },
  notify: {
    imports: { core: 'all', app: 'all', text: 'all' },
    packages: ['@aws', '@smithy'],
    why: "notify implements app's ports and knows core only",
  },
  smtp: {
    imports: { core: 'all', app: 'all', text: 'all' },
    packages: ['@aws', '@smithy'],
    why: "smtp implements app's port of mails, and sends nothing to AWS",
  },
  sandbox: { imports: { core: ['time.ts'] }, packages: [], why: 'the sandbox knows AWS and nothing of keyturn' },
  'demo-organization': {
    imports: { core: 'all', app: ['secret/name.ts'], sandbox: 'all' },
    packages: 'none',
    why: "the demo's organization lives in the sandbox, and knows how keyturn names secrets",
  },
  cli: {
    imports: {
      core: 'all',
      app: 'all',
      aws: 'all',
      notify: 'all',
      smtp: 'all',
      sandbox: 'all',
      text: 'all',
      'demo-organization': 'all',
    },
    packages: ['@aws', '@smithy'],
    why: 'cli and lambda are two callers of the same app, and need no client of their own',
  },
  lambda: {
    imports: { core: 'all', app: 'all', aws: 'all', notify: 'all', smtp: 'all', text: 'all' },
    packages: ['@aws-sdk', '@smithy'],
    why: 'lambda wires app, aws, smtp and notify: it needs no client of its own',
  },
} as const satisfies Readonly<Record<string, PartRule>>;

interface PartRule {
  /** Other parts, whole or by file. */
  readonly imports: Readonly<Record<string, 'all' | readonly string[]>>;
  /** What the names of packages must not begin with; `none`: it imports no package, and nothing of Node. */
  readonly packages: 'none' | readonly string[];
  /** What the linter says. */
  readonly why: string;
}

export type PartOfSource = keyof typeof parts;

export const partNames = Object.keys(parts) as readonly PartOfSource[];

export const ruleOf = (part: PartOfSource): PartRule => parts[part];

/** The room of files that stand in no folder of their part. */
export const TOP_OF_PART = '';

/** The rooms of a part, in layers: a room imports rooms of the layers after its own, and no others. */
export const layers: Readonly<Partial<Record<PartOfSource, readonly (readonly string[])[]>>> = {
  app: [
    ['deploy'],
    ['fan-out', 'acts', 'probe'],
    ['run'],
    ['account', 'run-bucket'],
    ['notices'],
    ['execute', 'results'],
    ['observe'],
    ['limits'],
    ['secret'],
    ['ports'],
    ['faults', 'settings', 'concurrency'],
  ],
  aws: [
    [TOP_OF_PART],
    ['deploy'],
    ['check', 'organizations', 's3', 'ses', 'ssm', 'step-functions'],
    ['session'],
    ['secrets-manager'],
    ['account', 'iam', 'cloudtrail'],
    ['client'],
  ],
};

export const isRoomAllowed = (part: PartOfSource, from: string, to: string): boolean => {
  const all = layers[part];
  if (all === undefined) return true;
  const [own, other] = [from, to].map((room) => all.findIndex((layer) => layer.includes(room)));
  if (own === undefined || other === undefined || own < 0 || other < 0) return false;
  return from === to || own < other;
};
