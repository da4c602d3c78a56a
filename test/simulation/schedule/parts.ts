import type { Story, StoryEvent } from './schedule.ts';

/** Names of what can be left out of a story: users (`u0`), events (`e3`), and what goes wrong in a run (`e3.1`). */
export const partsOf = (story: Story): readonly string[] => [
  ...(story.users.length > 1 ? story.users.map((_, index) => `u${index}`) : []),
  ...story.events.flatMap((event, index) => [
    `e${index}`,
    ...(event.kind === 'run' ? event.run.troubles.map((_, nth) => `e${index}.${nth}`) : []),
  ]),
];

/** The same story without these parts; what is left keeps its name. */
export const without = (story: Story, left: ReadonlySet<string>): Story => ({
  ...story,
  users: story.users.map((user, index) => (left.has(`u${index}`) ? { ...user, keys: [], applications: [] } : user)),
  events: story.events.flatMap((event, index) => (left.has(`e${index}`) ? [] : [thinned(event, index, left)])),
});

const thinned = (event: StoryEvent, index: number, left: ReadonlySet<string>): StoryEvent => {
  if (event.kind !== 'run') return event;
  const troubles = event.run.troubles.filter((_, nth) => !left.has(`e${index}.${nth}`));
  return { ...event, run: { ...event.run, troubles } };
};
