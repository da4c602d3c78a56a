import type { InProcessRequest } from '../../../src/sandbox/in-process.ts';
import type { SandboxSecret } from '../../../src/sandbox/model/secret.ts';
import { MEMBER } from '../environment/accounts.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { Answered, Heard } from './answered.ts';
import { secretById, secretOf, violate } from './violate.ts';

/** What a run was shown of a user: from then on it may know that it must leave it alone. */
export const noteUserSeen = (environment: SimulatedEnvironment, run: Answered, { request, output }: Heard): void => {
  if (request.operation === 'GetUser') {
    const name = String(output.User?.UserName);
    run.userIds.set(name, String(output.User?.UserId));
    mark(run, `user ${name}`, isExempt(output.User?.Tags) ? 'exempt' : undefined);
    return;
  }
  const name = String(output.Name);
  mark(run, name, holdOf(environment, run, output));
};

const mark = (run: Answered, what: string, why: string | undefined): void => {
  if (why === undefined) run.forbidden.delete(what);
  else run.forbidden.set(what, why);
};

interface Tag {
  readonly Key?: string;
  readonly Value?: string;
}

const isExempt = (tags: readonly Tag[] = []): boolean =>
  tags.some(({ Key, Value }) => Key === 'exempt' && Value === 'yes');

const holdOf = (
  environment: SimulatedEnvironment,
  run: Answered,
  { Tags = [], RotationEnabled }: { Tags?: readonly Tag[]; RotationEnabled?: boolean },
): string | undefined => {
  const tag = (key: string) => Tags.find(({ Key }) => Key === key)?.Value;
  if (RotationEnabled) return 'rotated by Secrets Manager';
  if (tag('keyturn:hold') !== undefined) return 'held';
  const id = tag('keyturn:user-id');
  if (id === undefined) return environment.settings.adopt ? undefined : 'not ours';
  if (tag('keyturn:deployment') !== 'keyturn') return "another deployment's";
  if (tag('keyturn:schema') !== '1') return 'of a newer schema';
  return [...run.userIds.values()].includes(id) ? undefined : 'of nobody whom it has seen';
};

/** The present name of the user whose id the secret carries; else of the one it is called after. */
const ownerOf = ({ world }: SimulatedEnvironment, { name, tags }: SandboxSecret): string => {
  const id = tags.get('keyturn:user-id');
  const owner = [...(world.accounts.get(MEMBER)?.users.values() ?? [])].find(({ userId }) => userId === id);
  return owner?.name ?? name.slice(`Account_${MEMBER}_User_`.length, -'_AccessKey'.length).replace('!2C', ',');
};

/** S9: no write for whom this very run was shown to be none of its business. Only its own claim may be released. */
export const forbidden = (
  environment: SimulatedEnvironment,
  run: Answered,
  { input, operation }: InProcessRequest,
): void => {
  if (run.forbidden.size === 0 || isRelease(input) || isTidying(input, operation)) return;
  const secret = input.SecretId === undefined ? undefined : secretById(environment, input.SecretId);
  const user = String(secret ? ownerOf(environment, secret) : input.UserName);
  const name = (secret ?? secretOf(environment, user))?.name;
  const why = run.forbidden.get(`user ${user}`) ?? run.forbidden.get(name ?? '');
  if (why) violate(environment, 'S9', `${run.run} sent ${operation} for ${user}, which it had seen to be ${why}`);
};

/** The secret of a user who is gone is noted as such, and let go in the end, also where a new user has the name. */
const isTidying = ({ Tags }: InProcessRequest['input'], operation: string): boolean =>
  operation === 'DeleteSecret' || JSON.stringify(Tags ?? '').startsWith('[{"Key":"keyturn:gone"');

const isRelease = ({ VersionStage }: InProcessRequest['input']): boolean => VersionStage === 'KEYTURN_IDLE';
