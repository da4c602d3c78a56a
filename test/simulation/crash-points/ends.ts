import type { SandboxUser } from '../../../src/sandbox/model/iam.ts';
import { MEMBER } from '../environment/accounts.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import { currentKey, secretOf } from '../invariants/violate.ts';

/** How a state has to end for each of its users, by name; the end of those not named is `otherwise`. */
export interface End {
  readonly otherwise: EndOutcome;
  readonly of?: Readonly<Record<string, EndOutcome>>;
}

/**
 * `rotated`: one key, ours, younger than the story, stored, verified, promoted, told, which the applications use;
 * `kept`: the keys of the start, and no other; `gone`: no key at all; `went-back`: what the secret holds works, and is
 * what the applications use, whether or not the undo came to its end.
 */
export type EndOutcome = 'rotated' | 'kept' | 'gone' | 'went-back';

/** Of whatever an undo brought back its owner hears, whoever died over it. */
const untoldUndos = ({ ledger }: SimulatedEnvironment): readonly string[] =>
  [...ledger.keys.values()].flatMap(({ id, undoneAt, mails }) =>
    undoneAt === undefined || mails.some(({ kind, at }) => kind === 'TELL_REACTIVATED' && at >= undoneAt)
      ? []
      : [`nobody was told that ${id} is back`],
  );

/** What is not as it has to be when the quiet days are over; empty if all is. */
export const wrongsOf = (environment: SimulatedEnvironment, { otherwise, of = {} }: End): readonly string[] => {
  const users = [...(environment.world.accounts.get(MEMBER)?.users.values() ?? [])];
  return [
    ...interruptionsOf(environment),
    ...untoldUndos(environment),
    ...users.flatMap((user) => {
      const outcome = of[user.name] ?? otherwise;
      const left = outcome === 'went-back' ? [] : leftovers(environment, user);
      return [...left, ...outcomes[outcome](environment, user)].map((wrong) => `${user.name} ${wrong}`);
    }),
  ];
};

/** Of any application: in these stories nobody but keyturn could be the cause. */
const interruptionsOf = ({ world }: SimulatedEnvironment): readonly string[] =>
  world.applications.flatMap(({ userName, interruptions: [first] }) =>
    first ? [`${userName}'s application was interrupted: ${first.code} with ${first.accessKeyId}`] : [],
  );

/** No key too many, none of ours that nobody accounts for, nothing begun and not ended. */
const leftovers = (environment: SimulatedEnvironment, user: SandboxUser): readonly string[] => {
  const secret = secretOf(environment, user.name);
  const current = currentKey(environment, secret);
  const orphans = user.keys.filter(({ accessKeyId }) => {
    const known = environment.ledger.keys.get(accessKeyId);
    return known?.by === 'keyturn' && known.id !== current?.id;
  });
  const pending = [...(secret?.labels.keys() ?? [])].filter((label) => label.startsWith('KEYTURN_PENDING_'));
  return [
    ...(user.keys.length > 2 ? [`has ${user.keys.length} keys`] : []),
    ...orphans.map(({ accessKeyId }) => `has the orphan ${accessKeyId}`),
    ...pending.map((label) => `still has ${label}`),
  ];
};

const rotated = (environment: SimulatedEnvironment, user: SandboxUser): readonly string[] => {
  const key = currentKey(environment, secretOf(environment, user.name));
  if (key === undefined) return ['has no current key in its secret'];
  const isTold = key.mails.some(({ kind }) => kind === 'TELL');
  const claims: readonly (readonly [boolean, string])[] = [
    [key.by === 'keyturn' && key.createdAt >= environment.start, 'is not a new one'],
    [key.status === 'Active', `is ${key.status}`],
    [key.storage?.kind === 'stored', 'is not stored'],
    [key.verdict?.kind === 'verified', 'is not verified'],
    [key.promotedAt !== undefined, 'was not promoted'],
    [isTold, 'was told to nobody'],
    [user.keys.length === 1, `is one of ${user.keys.length}`],
    [isUsed(environment, user, key.id), 'is not what the application uses'],
  ];
  return claims.flatMap(([holds, wrong]) => (holds ? [] : [`${key.id} ${wrong}`]));
};

const isUsed = ({ world }: SimulatedEnvironment, { name }: SandboxUser, id: string): boolean =>
  world.applications.every(({ userName, credentials }) => userName !== name || credentials.accessKeyId === id);

const kept = (environment: SimulatedEnvironment, { userId, keys }: SandboxUser): readonly string[] => {
  const known = [...environment.ledger.keys.values()].filter((key) => key.userId === userId);
  const made = known.filter(({ by }) => by === 'keyturn').map(({ id }) => `was given ${id}`);
  const lost = known.filter(({ by, offBy }) => by === 'seed' && offBy === 'keyturn').map(({ id }) => `lost ${id}`);
  return [...made, ...lost, ...(keys.length === 0 ? ['has no key'] : [])];
};

const wentBack = (environment: SimulatedEnvironment, user: SandboxUser): readonly string[] => {
  const key = currentKey(environment, secretOf(environment, user.name));
  if (key === undefined) return ['has no current key in its secret'];
  const isUsable = key.status === 'Active' && key.verdict?.kind === 'verified';
  return [
    ...(isUsable ? [] : [`${key.id} cannot be used`]),
    ...(isUsed(environment, user, key.id) ? [] : [`${key.id} is not what the application uses`]),
  ];
};

const gone = (_: SimulatedEnvironment, { keys }: SandboxUser): readonly string[] =>
  keys.map(({ accessKeyId, status }) => `still has ${accessKeyId}, ${status}`);

const outcomes: Readonly<
  Record<EndOutcome, (environment: SimulatedEnvironment, user: SandboxUser) => readonly string[]>
> = { rotated, kept, gone, 'went-back': wentBack };
