import { readFileSync } from 'node:fs';
import type { ProofFigures } from './proof.ts';
import { safetyPage } from './safety-page.ts';

const PATH = 'docs/safety.md';

/** The page as it should be, from its prose, the table of faults and docs/proof.json. */
export const writtenSafety = (root = '.'): { readonly path: string; readonly text: string } => {
  const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8');
  return { path: PATH, text: safetyPage(read(PATH), JSON.parse(read('docs/proof.json')) as ProofFigures) };
};
