import { printedBy } from '../../../src/lambda/deployed.fixture.ts';
import { jsonNames } from './json-names.ts';
import type { Recording } from './recording.ts';

/** Lists what the functions print while they are at work: logs, and metrics in the embedded format. */
export const logged = async ({ names, mask }: Recording, work: () => Promise<void>): Promise<void> => {
  let failure: unknown;
  const printed = await printedBy(() =>
    work().catch((error: unknown) => {
      failure = error;
    }),
  );
  if (failure !== undefined) throw failure;
  for (const text of printed.split('\n').filter((each) => each.startsWith('{'))) {
    const line = JSON.parse(text) as { readonly _aws?: unknown; readonly function_name?: string };
    names.add(line._aws === undefined ? `log of ${line.function_name}` : 'metrics', ...jsonNames(line, { mask }));
  }
};
