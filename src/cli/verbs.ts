import { demoVerb } from './demo/demo-verb.ts';
import type { Verb } from './verb.ts';
import { applyVerb } from './verbs/apply.ts';
import { checkVerb } from './verbs/check.ts';
import { deployVerb } from './verbs/deploy.ts';
import { explainVerb } from './verbs/explain.ts';
import { handoverVerb } from './verbs/handover.ts';
import { helpVerb } from './verbs/help.ts';
import { planVerb } from './verbs/plan.ts';
import { rotateVerb } from './verbs/rotate.ts';
import { sandboxVerb } from './verbs/sandbox.ts';
import { statusVerb } from './verbs/status.ts';
import { undeployVerb } from './verbs/undeploy.ts';
import { undoVerb } from './verbs/undo.ts';

/** In the order of the help. */
export const verbs: readonly Verb[] = [
  planVerb,
  statusVerb,
  explainVerb,
  applyVerb,
  rotateVerb,
  undoVerb,
  handoverVerb,
  checkVerb,
  deployVerb,
  undeployVerb,
  demoVerb,
  sandboxVerb,
  helpVerb,
];
