import type { SandboxSecret } from '../../../src/sandbox/model/secret.ts';
import type { World } from '../../../src/sandbox/world.ts';

/** What requests have changed in a world, without times, and ids that AWS chooses. */
export const effectOn = (world: World): object => ({
  keys: [...world.accessKeys.values()].map(({ userName, status }) => `${userName} ${status}`),
  users: [...world.accounts.values()].flatMap(({ users }) =>
    [...users.values()].map(({ name, attachedPolicies }) => [name, ...attachedPolicies]),
  ),
  secrets: [...world.accounts.values()].flatMap(({ secrets }) =>
    [...secrets.values()].flatMap((region) => [...region.values()].map(secretOf)),
  ),
  mails: world.mailbox.map(({ subject }) => subject),
  buckets: [...world.buckets.values()].map(({ name, objects }) => [name, ...objects.keys()]),
  executions: [...world.executions.keys()],
});

const secretOf = ({ name, tags, versions, labels, resourcePolicy, deletion }: SandboxSecret): object => ({
  name,
  tags: Object.fromEntries(tags),
  versions: [...versions.values()].map(({ id, value }) => `${id} ${value}`),
  labels: Object.fromEntries(labels),
  policy: resourcePolicy?.document,
  isScheduledForDeletion: deletion !== undefined,
});
