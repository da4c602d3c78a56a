/** The figures of the last full run, as docs/proof.json keeps them. What was not produced yet is not there. */
export interface ProofFigures {
  readonly schedules?: number;
  readonly simulatedCalls?: number;
  readonly faults?: number;
  /** Stories of whole organizations. */
  readonly organizations?: number;
  readonly promotions?: number;
  readonly crashPoints?: number;
  readonly sleepPoints?: number;
  readonly crashPairs?: number;
  readonly mutants?: number;
  /** Of Stryker's mutants of the core, so many percent. */
  readonly coreMutantsFound?: number;
  /** When the latest of them was produced, as YYYY-MM-DD. */
  readonly at?: string;
}

type Figure = Exclude<keyof ProofFigures, 'at'>;

/** What each figure is called on the page. */
export const figures: Readonly<Record<Figure, string>> = {
  schedules: 'random stories played',
  simulatedCalls: 'simulated calls in them, the invariants checked after each',
  faults: 'faults that they met',
  promotions: 'keys that were promoted in them',
  organizations: 'random stories of whole organizations, some of whose accounts are broken',
  crashPoints: 'single crash points: every call of every step x fault x start state',
  sleepPoints: 'sleeps at every call of every step, minutes to a day long, while other runs work',
  crashPairs: 'pairs of crash points over a whole life',
  mutants: 'guards taken out, each found out by a test',
  coreMutantsFound: "percent of Stryker's mutants of the whole core that a test found out, rounded down",
};

/** As the simulation calls it. */
const ALIASES: Readonly<Record<string, Figure>> = { calls: 'simulatedCalls' };

const isFigure = (name: string): name is Figure => Object.hasOwn(figures, name);

/**
 * Adds the figures of a counters file to a proof; a figure that is there is replaced.
 * @throws when a counter is no count, nothing is known of any, or the run found a violation
 */
export const merge = (proof: ProofFigures, counters: unknown, today: string): ProofFigures => {
  if (typeof counters !== 'object' || counters === null) throw new Error('a counters file holds one object');
  const found = Object.entries(counters).flatMap(([name, value]) => {
    const figure = ALIASES[name] ?? name;
    return isFigure(figure) ? [[figure, countOf(name, value)] as const] : [];
  });
  if ('violations' in counters && counters.violations !== 0)
    throw new Error(`the run found ${String(counters.violations)} violations: it proves nothing`);
  if (found.length === 0) throw new Error(`none of ${Object.keys(figures).join(', ')} is counted`);
  const at = 'at' in counters && typeof counters.at === 'string' ? counters.at.slice(0, 10) : today;
  return { ...proof, ...Object.fromEntries(found), at };
};

const countOf = (name: string, value: unknown): number => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Error(`${name} is ${JSON.stringify(value)}: it should be a count`);
};
