import { describe, expect, it } from 'vitest';
import { createSemaphore } from './semaphore.ts';

/** A task that says when it begins, and ends when it is told to. */
const task = (name: string, begun: string[]) => {
  let finish = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const task = () => {
    begun.push(name);
    return ended;
  };
  return { task, finish: () => finish() };
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the semaphore', () => {
  it('lets no more begin than it has places, and the next in the order of asking', async () => {
    const begun: string[] = [];
    const semaphore = createSemaphore(2);
    const tasks = ['first', 'second', 'third', 'fourth'].map((name) => task(name, begun));
    const all = tasks.map(({ task }) => semaphore.run(task));
    await turn();
    expect(begun).toEqual(['first', 'second']);
    tasks[1]?.finish();
    await turn();
    expect(begun).toEqual(['first', 'second', 'third']);
    for (const { finish } of tasks) finish();
    await Promise.all(all);
    expect(begun).toEqual(['first', 'second', 'third', 'fourth']);
  });

  it('gives the place of whoever only waits to another, and waits for a place to go on', async () => {
    const begun: string[] = [];
    const semaphore = createSemaphore(1);
    const [report, other] = [task('waits for the report', begun), task('other', begun)];
    const waiting = semaphore.run(async () => {
      await semaphore.yieldWhile(report.task);
      begun.push('goes on');
    });
    const working = semaphore.run(other.task);
    await turn();
    expect(begun).toEqual(['waits for the report', 'other']);
    report.finish();
    await turn();
    expect(begun).not.toContain('goes on');
    other.finish();
    await Promise.all([waiting, working]);
    expect(begun.at(-1)).toBe('goes on');
  });

  it('takes the place back from work that fails', async () => {
    const semaphore = createSemaphore(1);
    const failing = semaphore.run(async () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await semaphore.run(async () => 'next')).toBe('next');
  });
});
