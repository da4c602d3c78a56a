import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';

const FOLDERS = ['src', 'infra', 'test', 'bench', 'scripts'];

/** Words that no identifier has as a part any more, and what stands in their place. */
const retired = new Map([
  ['workplace', 'AccountContext'],
  ['glimpse', 'reported snapshot'],
  ['foreknowledge', 'AccountInventory'],
  ['sight', 'UserSnapshot'],
  ['town', 'TestOrganization'],
  ['inhabitant', 'TestUser'],
  ['resident', 'TestUser'],
  ['neighbourhood', 'test users'],
  ['furnish', 'seed'],
  ['deed', 'action'],
  ['crew', 'actors'],
  ['gate', 'AccountSessions'],
  ['door', 'ClientFactory'],
  ['owed', 'PendingNotice'],
  ['condemn', 'markLost'],
  ['patience', 'responseTimeout'],
  ['surroundings', 'RunDependencies'],
  ['entrance', 'OpenAccounts'],
  ['company', 'DeployedOrganization'],
  ['means', 'Dependencies'],
  ['obligation', 'NoticeRef'],
  ['bury', 'retireOrphan'],
  ['diary', 'log'],
  ['scrub', 'redact'],
]);

/** Private nouns of before that are ordinary words as a part of another name: retired as a whole identifier alone. */
const retiredAlone = new Map([
  ['hand', 'RequestFence'],
  ['Hand', 'RequestFence'],
  ['vault', 'SecretStore'],
  ['Vault', 'SecretStore'],
  ['Letter', 'ManualMail'],
  ['Look', 'ObserveOptions'],
  ['Trail', 'KeyCreationHistory'],
  ['Slots', 'Semaphore'],
  ['Stop', 'WorkStopped'],
  ['Fate', 'KeyStorage'],
  ['KeyCase', 'KeyRecord'],
  ['Story', 'Schedule'],
  ['Trouble', 'PlannedFault'],
  ['Wired', 'ConnectedAws'],
  ['inParallel', 'mapConcurrent'],
  ['makeRoom', 'freeSlot'],
  ['around', 'AccountContext'],
  ['Around', 'RunIdentity'],
  ['createHand', 'createRequestFence'],
  ['enterSelf', 'openOwn'],
  ['Engine', 'StateMachine'],
  ['mayRest', 'mayWait'],
  ['restful', 'noStep'],
  ['LookedAt', 'ObservedAccount'],
  ['lookAtAccount', 'observeAccount'],
  ['firstLook', 'firstRead'],
  ['workAccount', 'processAccount'],
  ['workUser', 'processUser'],
  ['AccountWork', 'AccountRequest'],
  ['UserWork', 'UserRequest'],
  ['workOn', 'process'],
  ['workFor', 'accountRequestFor'],
  ['Owed', 'PendingNotice'],
  ['owe', 'addPending'],
  ['Post', 'DeliveryParts'],
  ['caseOf', 'recordOf'],
  ['fate', 'storage'],
  ['buryOrphan', 'retireOrphan'],
  ['outside', 'semaphore.yieldWhile'],
  ['inParallelFrom', 'forEachConcurrently'],
  ['createSlots', 'createSemaphore'],
  ['during', 'withRequest'],
  ['fenced', 'signedClient'],
  ['wire', 'connectAws'],
  ['wired', 'connected'],
  ['WireRequest', 'HttpMessage'],
  ['WireAnswer', 'HttpAnswer'],
  ['WireFault', 'TransportFault'],
  ['Directory', 'OrganizationAccounts'],
  ['moveIn', 'addUser'],
  ['settler', 'seededUser'],
  ['StoryEvent', 'ScheduleEvent'],
  ['story', 'schedule'],
  ['stories', 'schedules'],
  ['troubles', 'plannedFaults'],
  ['trouble', 'fault'],
  ['setStage', 'createEnvironment'],
  ['watchAnswer', 'checkAnswer'],
  ['calmDown', 'settleDown'],
  ['foreignOf', 'otherRotatorOf'],
  ['Outcome', 'StepOutcome'],
  ['Session', 'AccountSession'],
  ['Share', 'RunShare'],
  ['Report', 'ReportEvent'],
]);

/** HashiCorp's Vault is a rotator that the simulation plays. */
const meantLiterally = /^test\/simulation\/(?:other-rotators\/|simulate\.ts)/;

/** CONDEMN is a step that results print. */
const printed = new Set(['CONDEMN']);

it('no identifier brings back a retired word', () => {
  expect(FOLDERS.flatMap(sourceFiles).flatMap(retiredIn)).toEqual([]);
});

const sourceFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);

const retiredIn = (path: string): string[] => {
  if (meantLiterally.test(path)) return [];
  const found = new Set<string>();
  const read = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !printed.has(node.text))
      for (const part of partsOf(node.text))
        if (retired.has(part)) found.add(`${path}: ${node.text}, say ${retired.get(part)}`);
    if (ts.isIdentifier(node) && retiredAlone.has(node.text))
      found.add(`${path}: ${node.text}, say ${retiredAlone.get(node.text)}`);
    ts.forEachChild(node, read);
  };
  read(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest));
  return [...found];
};

const partsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_');
