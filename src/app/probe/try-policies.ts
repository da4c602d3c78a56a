import { type AwsFault, isAwsFault } from '../faults/aws-fault.ts';
import type { PolicyOwner } from '../secret/policy.ts';
import { isSamePolicy } from '../secret/policy-state.ts';
import { type PolicyFormName, policyForms } from './policy-forms.ts';
import { type ProbeContext, signedNow } from './probe-context.ts';
import { asExpected, notSeen, otherwise, type ProbeSeen } from './probe-row.ts';
import { policyFormNames, policyRowId } from './probe-rows.ts';
import { lagSeen, type ShownAfter, shownAfter } from './shown-after.ts';

/** Each form of keyturn's policies, put and read back. Nobody reads by any of them: the id that may is nobody's. */
export const tryPolicies = async (context: ProbeContext): Promise<void> => {
  const { record } = context;
  const ids = policyFormNames.map(policyRowId);
  await record.prepared([...ids, 'lag-policy', 'write-as-writer'], async () => {
    const owner = await someOwner(context);
    let last: ShownPolicy | undefined;
    for (const [index, form] of policyFormNames.entries()) {
      const shown = await tryPolicy(context, form, owner);
      if (index === 0) await record.look('lag-policy', async () => lagOf(shown));
      last = shown;
    }
    await record.look('write-as-writer', () => writeSeen(context, last));
  });
};

/** When the policy was read back; `undefined`: it could not be put. */
const tryPolicy = async (
  context: ProbeContext,
  form: PolicyFormName,
  owner: PolicyOwner,
): Promise<ShownPolicy | undefined> => {
  const { record, session, arn } = context;
  const policy = policyForms[form].make(owner, context.writers);
  let shown: ShownPolicy | undefined;
  await record.look(policyRowId(form), async () => {
    try {
      await session.secretStore.putPolicy(arn, policy, signedNow(context));
    } catch (error) {
      if (isRefusal(error)) return otherwise('apply-fails', `refused (${error.code})`, NO_KEY);
      throw error;
    }
    shown = await shownAfter(
      context,
      () => session.secretStore.policy(arn),
      (answer) => isSamePolicy(answer, policy),
    );
    return policySeen(shown, policy);
  });
  return shown;
};

type ShownPolicy = ShownAfter<string | undefined>;

/** That a policy is too wide is told like a denial. */
const isRefusal = (error: unknown): error is AwsFault =>
  isAwsFault(error, 'invalid') || (isAwsFault(error) && error.code === 'PublicPolicyException');

const NO_KEY = 'a step stops before it makes a key: no key would be made';

const policySeen = ({ answer, seconds }: ShownPolicy, policy: string): ProbeSeen => {
  if (answer === policy) return asExpected('as it was put');
  if (seconds !== undefined) return asExpected('the same meaning in other words');
  if (answer === undefined) return notSeen('not shown within a minute', 'see the row lag-policy');
  return otherwise('apply-fails', 'another meaning, or an older policy, for a minute', NO_KEY);
};

/** Under the last form, which names its writers, and denies every change to all others. */
const writeSeen = async (context: ProbeContext, shown: ShownPolicy | undefined): Promise<ProbeSeen> => {
  if (shown?.seconds === undefined) return notSeen('the policy that names writers was not shown', 'see its row');
  const { session, arn } = context;
  try {
    await session.secretStore.tag(arn, { 'keyturn:probe-0': 'x' }, signedNow(context));
    return asExpected('taken');
  } catch (error) {
    // A right that the role lacks is another matter.
    if (!isAwsFault(error, 'denied') || !/resource-based policy/.test(error.message)) throw error;
    return otherwise(
      'apply-fails',
      `denied (${error.code})`,
      'keyturn would shut itself out of each secret: make no key',
    );
  }
};

/** A policy that comes back with another meaning says nothing about how late it comes. */
const lagOf = (shown: ShownPolicy | undefined): ProbeSeen =>
  shown === undefined || (shown.seconds === undefined && shown.answer !== undefined)
    ? notSeen('no policy came back as it was put', 'see the rows of policies')
    : lagSeen(shown);

/** Read from the list of users, and named in a policy of the probe's own secret, which grants nothing. */
const someOwner = async ({ session, account }: ProbeContext): Promise<PolicyOwner> => {
  for await (const [user] of session.users.list()) if (user !== undefined) return { arn: user.arn, id: NOBODY };
  return { arn: `arn:${session.caller.partition}:iam::${account.id}:root`, id: NOBODY };
};

/** In the form of a user's id, and nobody's. */
const NOBODY = 'AIDAKEYTURNPROBE00000';
