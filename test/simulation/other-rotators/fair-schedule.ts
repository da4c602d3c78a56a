import { compose } from '../schedule/compose.ts';
import type { Story, StoryEvent } from '../schedule/schedule.ts';

/**
 * A story that asks no more of a rotator than any promises: each user has one key and one application, which takes a new key
 * over within hours; no people, no lags, one worker at a time. Faults of calls, and crashes, are left in.
 */
export const fairStory = (seed: number): Story => {
  const story = compose(seed);
  const { rotateAfterDays } = story.policy;
  return {
    ...story,
    settings: {},
    world: { latencyMs: 50, newKeyLagMs: 8_000, lastUsedLagMs: 0, readLagMs: 0, trailDelayMs: 300_000 },
    users: story.users.map(({ name }) => ({
      name: name.replace(',', '.'),
      mayRead: true,
      keys: [{ ageDays: rotateAfterDays, usedDaysAgo: 0.1 }],
      applications: [{ key: 0, everyDays: 0.1, adopt: 'at-once' }],
    })),
    events: story.events.flatMap(fairly),
  };
};

const fairly = (event: StoryEvent, index: number): StoryEvent[] => {
  if (event.kind !== 'run' || event.run.mode === 'plan') return [];
  const troubles = event.run.troubles.filter(({ fault }) => fault !== 'meanwhile' && !fault.startsWith('sleep'));
  return [{ ...event, at: event.at + index * 0.05, run: { ...event.run, troubles } }];
};

/** The same without any fault. */
export const faultless = (story: Story): Story => ({
  ...story,
  events: story.events.map((event) =>
    event.kind === 'run' ? { ...event, run: { ...event.run, troubles: [] } } : event,
  ),
});
