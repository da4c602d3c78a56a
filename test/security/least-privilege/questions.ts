import type { DeployedStacks } from '../../deployed/organization.ts';
import type { Sent } from '../../deployed/recording.ts';
import type { StackRole } from '../../deployed/stack/templates.ts';
import type { Question } from '../judge.ts';
import { rolesOf } from './roles.ts';

/** A request, and the role that made it. */
export interface AskedQuestion extends Question {
  readonly role: StackRole;
}

/** Condition keys that the templates' policies ask for; the others do not decide. */
const DECISIVE = [
  'iam:policyarn',
  'ses:fromaddress',
  'aws:tagkeys',
  'aws:requesttag/keyturn:user-id',
  'kms:viaservice',
  'secretsmanager:blockpublicpolicy',
  'secretsmanager:forcedeletewithoutrecovery',
  'secretsmanager:recoverywindowindays',
];

/** Calls that no policy can refuse. */
const FREE = new Set(['sts:GetCallerIdentity']);

/** What keyturn's roles asked AWS for, each question once. */
export const questionsOf = (deployed: DeployedStacks, sent: readonly Sent[]): readonly AskedQuestion[] => {
  const roles = rolesOf(deployed);
  const all = new Map<string, AskedQuestion>();
  for (const each of sent) {
    const role = roles.find(({ account, name }) =>
      each.caller.startsWith(`arn:aws:sts::${account}:assumed-role/${name}/`),
    );
    if (role === undefined || each.target === undefined || FREE.has(each.target.action)) continue;
    for (const question of inTermsOfPolicies(deployed, each)) {
      const { action, resource, context } = question;
      all.set(JSON.stringify([role.arn, action, resource, context]), { ...question, role });
    }
  }
  return [...all.values()];
};

const inTermsOfPolicies = (deployed: DeployedStacks, { target, request, refusal }: Sent): readonly Question[] => {
  if (target === undefined) return [];
  const { action, also = [], accountId: account } = target;
  const resource = unitOf(deployed, request.input, target.resource);
  const context = decisiveContext({ ...target.context, ...untagged(request.input) });
  const questions = [action, ...also].map((each) => ({ action: each, resource, account, context }));
  if (request.service !== 's3' || refusal !== 'NoSuchKey') return questions;
  // S3 says that an object is missing only to those who may list its bucket, and asks for that without a prefix.
  const [bucket = ''] = resource.split('/');
  return [...questions, { action: 's3:ListBucket', resource: bucket, account, context: {} }];
};

/** The sandbox tells no organizational units apart; AWS does. */
const unitOf = (
  { world }: DeployedStacks,
  { ParentId }: Readonly<Record<string, unknown>>,
  resource: string,
): string => {
  if (typeof ParentId !== 'string') return resource;
  const { id, managementAccountId } = world.organization;
  const kind = ParentId.startsWith('r-') ? 'root' : 'ou';
  return `arn:aws:organizations::${managementAccountId}:${kind}/${id}/${ParentId}`;
};

const untagged = ({ TagKeys }: Readonly<Record<string, unknown>>): Record<string, string[]> =>
  Array.isArray(TagKeys) ? { 'aws:tagkeys': TagKeys.map(String) } : {};

const decisiveContext = (context: Readonly<Record<string, string | readonly string[]>>): Question['context'] =>
  Object.fromEntries(
    DECISIVE.flatMap((key) => {
      const value = context[key];
      return value === undefined ? [] : [[key, typeof value === 'string' ? value : [...value]]];
    }),
  );
