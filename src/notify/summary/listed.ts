import { countOf } from './counts.ts';
import type { Block, Section } from './summary-message.ts';

/** A mail that names more is not read, and some mail services cut it. */
const MOST_LINES = 50;

/** A counted section of at most 50 lines; whatever is cut off is said to be in the whole result. */
export const listed = (
  heading: Pick<Section, 'title' | 'lead'>,
  blocks: readonly Block[],
  resultUrl: string,
): Section => {
  let room = MOST_LINES;
  const shown = blocks.map((block) => {
    const lines = block.lines.slice(0, room);
    room -= lines.length;
    return { ...block, lines };
  });
  const count = blocks.reduce((sum, { lines }) => sum + lines.length, 0);
  const hidden = count - (MOST_LINES - room);
  return {
    title: `${heading.title} (${countOf(count)})`,
    lead: heading.lead,
    blocks: shown.filter(({ lines }) => lines.length > 0),
    more: hidden > 0 ? `and ${countOf(hidden)} more: see ${resultUrl}` : undefined,
  };
};
