import type { ExplainedPlan } from '../../core/plan.ts';
import { remedyFor, type Tone, toneOf, explain as wordsOf } from '../../core/reasons.ts';
import { keyOf, type StepKind } from '../../core/step.ts';
import { isoOf } from '../results/iso-moment.ts';
import type { UserOutcome, UserResult } from '../results/result.ts';

/** What would be done now, as `plan` says it. */
export interface ExplainedStep {
  readonly step: StepKind;
  readonly key?: string;
  readonly reason: string;
  readonly tone: Tone;
  readonly message: string;
  readonly remedy?: string;
  readonly until?: string;
  /** Of the line in the plan; absent where the plan has none, since nothing is due. */
  readonly outcome?: UserOutcome;
}

/** What the user's own facts say. */
export const ownStep = ({ plan: { step, reason, facts, until } }: ExplainedPlan): ExplainedStep => {
  const remedy = remedyFor(reason, facts);
  const key = keyOf(step);
  return {
    step: step.kind,
    ...(key === undefined ? {} : { key }),
    reason,
    tone: toneOf(reason),
    message: wordsOf(reason, facts),
    ...(remedy === undefined ? {} : { remedy }),
    ...(until === undefined ? {} : { until: isoOf(until) }),
  };
};

/** The line of the plan, with the key that its step is about. */
export const stepOf = (line: UserResult, { plan: own }: ExplainedPlan): ExplainedStep => {
  const { step, reason, message, remedy, until, outcome } = line;
  const key = own.step.kind === step ? keyOf(own.step) : undefined;
  return {
    step,
    ...(key === undefined ? {} : { key }),
    reason,
    tone: tones[outcome],
    message,
    ...(remedy === undefined ? {} : { remedy }),
    ...(until === undefined ? {} : { until: isoOf(Date.parse(until)) }),
    outcome,
  };
};

const tones: Readonly<Record<UserOutcome, Tone>> = {
  planned: 'act',
  done: 'act',
  waiting: 'wait',
  busy: 'wait',
  changed: 'wait',
  interrupted: 'wait',
  blocked: 'blocked',
  failed: 'blocked',
};
