import type { Texts } from './package-file.ts';
import type { Situation } from './situation.ts';
import type { WaitTools } from './wait-until.ts';

export type Part =
  | 'secrets'
  | 'trusted-access'
  | 'bucket'
  | 'package'
  | 'list-role'
  | 'members'
  | 'management'
  | 'main';

/** How one part of a deployment stands after a command, or would stand after it. */
export interface PartResult {
  readonly part: Part;
  /** Of the stack, StackSet or bucket. */
  readonly name: string;
  readonly outcome: PartOutcome;
  /** What was or would be changed; where it is to be done, and how; what failed. */
  readonly lines: readonly string[];
}

/**
 * `left-out`: its account is no part of any run. `elsewhere`: somebody signed in to another account does it.
 * `incomplete`: done, but not in every account.
 */
export type PartOutcome =
  | 'unchanged'
  | 'created'
  | 'updated'
  | 'deleted'
  | 'absent'
  | 'kept'
  | 'to-create'
  | 'to-update'
  | 'to-delete'
  | 'elsewhere'
  | 'left-out'
  | 'incomplete'
  | 'declined'
  | 'interrupted';

export interface Dialog {
  /** Before the first part; with the parameters that the main stack is to have. */
  begin(situation: Situation, parameters: Texts): Promise<void>;
  /** Shows what would be changed, and asks. */
  approve(question: string, lines: readonly string[]): Promise<'yes' | 'no' | 'interrupted'>;
  tell(result: PartResult): void;
}

/** What a look at one part found: nothing to do, or a change that can be carried out. */
export type StepPreview =
  | { readonly kind: 'settled'; readonly result: PartResult }
  | {
      readonly kind: 'change';
      readonly action: 'create' | 'update' | 'delete';
      readonly lines: readonly string[];
      /** Asks, and does it. */
      readonly carryOut: () => Promise<PartResult>;
    };

/** One part of a deployment. Looking only reads. */
export interface DeployStep {
  readonly part: Part;
  readonly name: string;
  preview(): Promise<StepPreview>;
}

export interface DeployTools extends WaitTools {
  readonly dialog: Dialog;
  readonly isDryRun: boolean;
}

/** One after the other; stops after one that was declined. */
export const carryOutSteps = async (
  steps: readonly DeployStep[],
  { dialog, isDryRun }: DeployTools,
): Promise<readonly PartResult[]> => {
  const results: PartResult[] = [];
  for (const step of steps) {
    const result = await settle(step, isDryRun);
    results.push(result);
    dialog.tell(result);
    if (result.outcome === 'declined' || result.outcome === 'interrupted') break;
    // The role that may open the rest would be gone.
    if (result.part === 'secrets' && result.outcome === 'incomplete' && !isDryRun) break;
  }
  return results;
};

const settle = async (step: DeployStep, isDryRun: boolean): Promise<PartResult> => {
  const preview = await step.preview();
  if (preview.kind === 'settled') return preview.result;
  const { part, name } = step;
  return isDryRun ? { part, name, outcome: `to-${preview.action}`, lines: preview.lines } : preview.carryOut();
};

interface Change {
  readonly step: Pick<DeployStep, 'part' | 'name'>;
  readonly action: 'create' | 'update' | 'delete';
  readonly question: string;
  readonly lines: readonly string[];
  /** Lines that the result holds besides. */
  readonly perform: () => Promise<{ readonly incomplete: readonly string[] } | undefined>;
}

const done = { create: 'created', update: 'updated', delete: 'deleted' } as const;

/** A change that is shown and asked about before its first write. */
export const askedChange = ({ step, action, question, lines, perform }: Change, dialog: Dialog): StepPreview => ({
  kind: 'change',
  action,
  lines,
  carryOut: async () => {
    const { part, name } = step;
    const answer = await dialog.approve(question, lines);
    if (answer !== 'yes') return { part, name, outcome: refusal(answer), lines: [] };
    const failure = await perform();
    if (failure !== undefined) return { part, name, outcome: 'incomplete', lines: failure.incomplete };
    return { part, name, outcome: done[action], lines };
  },
});

export const leftOut = (part: Part, name: string): DeployStep => ({
  part,
  name,
  preview: async () => ({ kind: 'settled', result: { part, name, outcome: 'left-out', lines: [] } }),
});

export const refusal = (answer: 'no' | 'interrupted'): 'declined' | 'interrupted' =>
  answer === 'no' ? 'declined' : 'interrupted';
