import { here } from './files.ts';
import type { FaultRow } from './row.ts';

/** What policies deny keyturn while it works. */
export const denied: readonly FaultRow[] = [
  {
    id: 'F81',
    words:
      'CreateAccessKey, AttachUserPolicy, UpdateAccessKey or TagResource is denied by a policy = nothing is left behind, the line names the policy, and others go on',
    tests: here.failing(
      'an account where a control policy forbids new keys keeps no secrets, and costs few tries',
      'a policy that cannot be attached stops nobody: the policy of the secret grants the read',
      'a deactivation that AWS refuses costs nobody else the share of the day',
      'where the tags of a secret are denied no secret is made, and the line names the policy',
    ),
  },
];
