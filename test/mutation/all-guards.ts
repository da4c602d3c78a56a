import { centralMutants } from './central-guards.ts';
import { coreMutants } from './core-guards.ts';
import { crashMutants, sleepMutants } from './crash-guards.ts';
import { denialMutants } from './denial-guards.ts';
import { evidenceMutants } from './evidence-guards.ts';
import { explainMutants } from './explain-guards.ts';
import { fightMutants } from './fight-guards.ts';
import { type Mutant, mutants as shellMutants } from './guards.ts';
import { inputMutants } from './input-guards.ts';
import { lateReadMutants } from './late-read-guards.ts';
import { listMutants } from './list-guards.ts';
import { networkMutants } from './network-guards.ts';
import { probeMutants } from './probe-guards.ts';
import { promiseMutants } from './promise-guards.ts';
import { runMutants } from './run-guards.ts';
import { sandboxMutants } from './sandbox-guards.ts';
import { sealMutants } from './seal-guards.ts';
import { smtpMutants } from './smtp-guards.ts';
import { terraformMutants } from './terraform-guards.ts';
import { undoMutants } from './undo-guards.ts';
import { visitMutants } from './visit-guards.ts';
import { wayInMutants } from './way-in-guards.ts';
import { writerMutants } from './writer-guards.ts';

/** Every guard that is taken out, one after another, with the tests that must notice. */
export const allGuards: readonly Mutant[] = [
  ...shellMutants,
  ...coreMutants,
  ...promiseMutants,
  ...fightMutants,
  ...evidenceMutants,
  ...denialMutants,
  ...lateReadMutants,
  ...runMutants,
  ...undoMutants,
  ...explainMutants,
  ...listMutants,
  ...visitMutants,
  ...sandboxMutants,
  ...sealMutants,
  ...wayInMutants,
  ...probeMutants,
  ...networkMutants,
  ...terraformMutants,
  ...writerMutants,
  ...centralMutants,
  ...inputMutants,
  ...smtpMutants,
  ...crashMutants,
  ...sleepMutants,
];
