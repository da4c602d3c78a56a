import { importsOf } from './imports.ts';
import type { Source } from './sources.ts';

/**
 * Files that import each other in a circle, types included: Tarjan's strongly connected components of more than one
 * file.
 */
export const cyclesIn = (files: readonly Source[]): readonly (readonly string[])[] => {
  const graph = new Map(files.map((file) => [file.path, importsOf(file)]));
  const found: string[][] = [];
  const order = new Map<string, number>();
  const stack: string[] = [];
  /** The earliest file on the stack that can be reached from here. */
  const visit = (path: string): number => {
    const own = order.size;
    order.set(path, own);
    stack.push(path);
    let low = own;
    for (const target of graph.get(path) ?? []) {
      if (!graph.has(target)) continue;
      if (!order.has(target)) low = Math.min(low, visit(target));
      else if (stack.includes(target)) low = Math.min(low, order.get(target) ?? own);
    }
    if (low === own) {
      const members = stack.splice(stack.indexOf(path));
      if (members.length > 1 || graph.get(path)?.includes(path)) found.push(members);
    }
    return low;
  };
  for (const path of graph.keys()) if (!order.has(path)) visit(path);
  return found;
};
