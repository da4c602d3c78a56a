import { exitCodes, faults } from '../../../src/app/faults/fault-table.ts';
import { type ReasonCode, reasons, toneOf } from '../../../src/core/reasons.ts';
import { planFor } from '../../support/decide.ts';
import { scenesByReason } from '../../support/scenes-by-reason.ts';
import type { NameList } from './name-list.ts';

/** Codes that people look up in the pages, and programs read: of exits, faults, reasons and steps. */
export const addCodeNames = (names: NameList): void => {
  names.add('exit codes', ...Object.keys(exitCodes));
  for (const [name, { code, exitCode }] of Object.entries(faults))
    names.add('faults', `${code} ${name}, exit code ${exitCode}`);
  for (const code of Object.keys(reasons) as ReasonCode[]) names.add('reasons', `${code}: ${toneOf(code)}`);
  for (const [scene, policy] of Object.values(scenesByReason)) names.add('steps', planFor(scene, policy).step.kind);
};
