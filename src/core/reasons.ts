/** Numbers and names that led to a decision, for people and for `--json`. Periods in whole days. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

/**
 * `act`: something is done; `rest`: nothing is due; `wait`: a date or an event is awaited; `blocked`: a person is
 * needed.
 */
export type Tone = 'act' | 'rest' | 'wait' | 'blocked';

interface Entry {
  readonly tone: Tone;
  readonly words: (facts: Facts) => string;
  /** What a person can do about it; only for `blocked`. */
  readonly remedy?: string | ((facts: Facts) => string);
}

const days = (n: unknown): string => (n === 1 ? '1 day' : `${String(n)} days`);

/** As ` (the vendor replaces its own keys; approved by ann; until 2027-12-31)`, or nothing where nothing was said. */
const exemptionDetails = ({ reason, approver, until }: Facts): string => {
  const said = [
    ...(reason === undefined ? [] : [reason]),
    ...(approver === undefined ? [] : [`approved by ${approver}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
  ];
  return said.length === 0 ? '' : ` (${said.join('; ')})`;
};

const REMEDY_FOR_DENIED =
  "find the policy that denies iam:CreateAccessKey to keyturn's role in this account (a service control policy, a permissions boundary, or the role's own), and except the role from it; `keyturn rotate` tries at once";

/** Every reason keyturn ever gives, by its code. Codes are stable: programs read them. */
export const reasons = {
  // rest
  fresh: { tone: 'rest', words: (f) => `due in ${days(f.dueInDays)}` },
  'no-keys': { tone: 'rest', words: () => 'the user has no access key' },
  'no-active-key': { tone: 'rest', words: () => 'every key is inactive: somebody switched this user off' },
  exempt: {
    tone: 'rest',
    words: (f) =>
      f.by === 'no-tag'
        ? `without the tag ${f.value}: only users with it are looked after`
        : `exempt by ${f.by} ${f.value}${exemptionDetails(f)}`,
  },
  'account-not-active': { tone: 'rest', words: (f) => `the account is ${f.state}` },

  // wait
  busy: { tone: 'wait', words: () => 'another worker is processing this user' },
  verifying: { tone: 'wait', words: (f) => `key ${f.key} was stored but not verified; it is given up after 24 hours` },
  'waiting-given-up': { tone: 'wait', words: (f) => `key ${f.key} was given up; deleted after 24 hours inactive` },
  'waiting-install': { tone: 'wait', words: (f) => `the owner has ${days(f.leftDays)} left to install the new key` },
  'waiting-warning': { tone: 'wait', words: (f) => `the old key is deactivated in ${days(f.leftDays)}, as warned` },
  'waiting-recovery': { tone: 'wait', words: (f) => `the inactive key can be restored for ${days(f.leftDays)} more` },
  'waiting-policy': { tone: 'wait', words: (f) => `the policy's next step is in ${days(f.leftDays)}` },
  'still-used': {
    tone: 'wait',
    words: (f) => `the old key was used ${days(f.lastUsedDays)} ago: it stays until it is quiet`,
  },
  paced: { tone: 'wait', words: () => "today's share of retirements is used up; continues tomorrow" },
  'rotation-paced': { tone: 'wait', words: () => "this run's share of new keys is used up; the next run goes on" },

  // blocked
  'not-told': {
    tone: 'blocked',
    words: () => 'the owner could not be told yet: the grace has not begun',
    remedy: 'check SES (`keyturn check`) and the address; it is tried again with a back-off',
  },
  'not-adopted': {
    tone: 'blocked',
    words: () => 'the new key was never used by its owner and could not be read-tested: the old key stays',
    remedy:
      'ask the owner to fetch it where and how the application signs in (a rule of the user, on its address or on MFA, say, refused the read from here), and to install it',
  },
  'usage-unknown': {
    tone: 'blocked',
    words: (f) =>
      `AWS tells no use of key ${f.key}, and nothing shows that it records the uses of this user's keys: the key stays`,
    remedy: (f) =>
      `find out whether anything still uses ${f.key}; if nothing does, deactivate it: keyturn deletes it in time, or it can be activated again`,
  },
  'smtp-user': {
    tone: 'blocked',
    words: (f) =>
      `the user sends mail by SMTP, and nobody documents whether AWS records that: key ${f.key} stays until AWS shows a use of the new key`,
    remedy: (f) =>
      `where the secret has a new key, let the application sign in with SmtpUserName and the password of its Region in SmtpPasswords; when nothing uses ${f.key} any more, deactivate it`,
  },
  'told-again': {
    tone: 'blocked',
    words: (f) =>
      `the owner was told of key ${f.key ?? 'the new key'}, yet the dates in the secret say that it is younger`,
    remedy: 'look at the dates of the secret (list-secret-version-ids): each must stay as it was',
  },
  'overdue-no-slot': {
    tone: 'blocked',
    words: (f) =>
      `overdue, no free slot: old key ${f.key} was used ${days(f.lastUsedDays)} ago, and its successor ${f.successor} is too old by now`,
    remedy: (f) =>
      `have every application of this user take the key in the secret; once ${f.key} is quiet it goes, and a new key is made`,
  },
  uncollected: {
    tone: 'blocked',
    words: (f) => `nobody is known to have fetched or used the last key, ${f.key}: no further one is made`,
    remedy: (f) =>
      `the owner: fetch the key from the secret and use it, or delete ${f.key} if nobody needs it; where no key is left to read the secret with, ask for \`keyturn handover\`: it lets a role read it for a day`,
  },
  'just-rotated': {
    tone: 'blocked',
    words: (f) => `keyturn made ${f.key} within the last six hours: no second key is made for the same wish`,
    remedy: (f) =>
      `take the key from the secret; if ${f.key} itself must go, delete it, or ask again six hours after it was made`,
  },
  'undone-again': {
    tone: 'blocked',
    words: (f) => `${f.what} was undone ${f.count} times: keyturn does not try again by itself`,
    remedy:
      'find what undoes it (infrastructure code, a script, a person) and stop that; then take the tag keyturn:undone off the secret, as the role keyturn-break-glass or another writer of the secret',
  },
  'undone-promotion': {
    tone: 'blocked',
    words: (f) => `a person went back from key ${f.key} to the one before it: it takes the slot of the next successor`,
    remedy: (f) => `when nobody uses ${f.key}, delete it: another new key is made then`,
  },
  'current-unusable': {
    tone: 'blocked',
    words: (f) => `AWSCURRENT of the secret names ${f.names}: whoever reads the secret gets no key that works`,
    remedy:
      'move AWSCURRENT back (update-secret-version-stage) to the version of a key that works, or rotate this user',
  },
  'no-free-slot': {
    tone: 'blocked',
    words: (f) => `no new key can be made now: key ${f.key} takes its slot`,
    remedy: (f) => `delete key ${f.key} when nobody needs it any more, and ask again`,
  },
  'slot-freed': {
    tone: 'blocked',
    words: (f) => `key ${f.key} was deleted, which frees a slot: no new key was made in the same run`,
    remedy: 'ask again: the slot is free now',
  },
  'own-rotation': {
    tone: 'blocked',
    words: (f) =>
      `key ${f.key} was made ${days(f.ageDays)} ago beside ${f.older}, and nobody uses it yet: the owner may be rotating by himself`,
    remedy: (f) =>
      `the owner: have the applications take ${f.key}, then delete ${f.older}; or delete ${f.key} if it is not wanted`,
  },
  'replicas-behind': {
    tone: 'blocked',
    words: () => 'a replica of the secret is not in sync',
    remedy: 'see the replication status of the secret; the owner is told when all replicas are in sync',
  },
  'key-denied': {
    tone: 'blocked',
    words: (f) =>
      `AWS denied keyturn a new key for this user ${f.count} times, one after the other: it tries again in ${days(f.leftDays)}`,
    remedy: REMEDY_FOR_DENIED,
  },
  'keys-denied': {
    tone: 'blocked',
    words: () =>
      'AWS denies keyturn new keys in this account: nobody gets another one before one user, every few days, got his',
    remedy: REMEDY_FOR_DENIED,
  },
  'breaker-open': {
    tone: 'blocked',
    words: () => 'too many keys of this account would be retired in one day',
    remedy: 'check rotateAfterDays and the graces; if they are meant, raise breaker or spread the work',
  },
  'hold-other-owner': {
    tone: 'blocked',
    words: () => "the user's secret carries the id of somebody else",
    remedy: "put the user's own id (UserId of `aws iam get-user`) back into the tag keyturn:user-id of the secret",
  },
  'hold-other-deployment': {
    tone: 'blocked',
    words: () => 'the secret belongs to another deployment of keyturn',
    remedy: 'let one deployment manage this account, or change deployment',
  },
  'hold-unknown-schema': {
    tone: 'blocked',
    words: () => 'the secret was written by a newer keyturn',
    remedy: 'run that version or a newer one',
  },
  'hold-not-ours': {
    tone: 'blocked',
    words: () => 'a secret of this name exists that keyturn did not make',
    remedy: 'remove it, or set adopt to take it over',
  },
  'hold-foreign-version': {
    tone: 'blocked',
    words: () =>
      "AWSCURRENT of the user's secret names a version that keyturn did not write, and it holds no key of keyturn's",
    remedy:
      "somebody else wrote to the secret: find out who; if it is the user's own key, let keyturn take it over, with the setting adopt in one run; else delete the secret (as the role keyturn-break-glass) so that keyturn makes a new one",
  },
  'hold-managed-rotation': {
    tone: 'blocked',
    words: () => 'Secrets Manager itself rotates this secret',
    remedy: 'cancel that rotation, or exempt the user',
  },
  'hold-asked': {
    tone: 'blocked',
    words: () => 'the user, or the secret, carries the tag keyturn:hold',
    remedy: 'remove the tag to go on',
  },
  'used-unverified': {
    tone: 'blocked',
    words: (f) => `key ${f.key} was never verified, yet somebody uses it`,
    remedy: 'find out who; keyturn will not touch it',
  },
  'only-active-key': {
    tone: 'blocked',
    words: (f) => `key ${f.key} should go, but it is the only active key`,
    remedy: 'create a key for this user by hand, or deactivate this one if nobody needs it',
  },
  reactivated: {
    tone: 'blocked',
    words: (f) => `somebody re-activated key ${f.key}, whose secret keyturn gave up`,
    remedy: 'deactivate and delete it if nobody needs it',
  },
  'unexplained-key': {
    tone: 'blocked',
    words: (f) => `key ${f.key} is unused and nothing proves who created it`,
    remedy: 'delete it if nobody needs it',
  },
  'verification-keeps-failing': {
    tone: 'blocked',
    words: () => 'two new keys in a row could not be verified: waiting 7 days',
    remedy: 'check that new keys of this user can call sts:GetCallerIdentity from here, and read their secret',
  },
  'secret-full': {
    tone: 'blocked',
    words: () => 'the secret is full: it has no room for the labels and tags of a new key',
    remedy: 'take off staging labels and tags that keyturn did not put there: a secret holds 20 labels and 50 tags',
  },
  'current-unverified': {
    tone: 'blocked',
    words: (f) => `somebody pointed AWSCURRENT at key ${f.key}, which keyturn never verified: the old key stays`,
    remedy:
      'if the new key works wherever the old key did, delete the old key; else delete the new key to have another made',
  },
  'successor-inactive': {
    tone: 'blocked',
    words: (f) => `somebody deactivated the new key ${f.key}: the old key stays`,
    remedy: 're-activate the new key, or delete it to have another made',
  },
  'successor-gone': {
    tone: 'blocked',
    words: (f) => `the key that replaced ${f.key} is gone, and ${f.key} is inactive: the user has no key that works`,
    remedy: 're-activate the old key if anything still needs it, else delete it',
  },
  'third-key': {
    tone: 'blocked',
    words: (f) => `the user has ${f.count} keys: keyturn will not choose between them`,
    remedy: 'delete the keys nobody needs',
  },
  'two-keys-in-use': {
    tone: 'blocked',
    words: () => 'both keys are in use: there is no slot for a successor',
    remedy: 'let the applications share one key, or give one of them a user of its own; then delete the other key',
  },
  'two-keys-idle': {
    tone: 'blocked',
    words: () => 'two keys, and neither is known to be in use',
    remedy: 'delete the key nobody needs, or delete the user',
  },
  'two-keys': {
    tone: 'blocked',
    words: (f) => `two keys, of which ${f.key} is not known to be in use, and policy says to report only`,
    remedy: (f) => `delete key ${f.key} if nobody needs it, or set twoKeys: retire-idle`,
  },
  'inactive-key': {
    tone: 'blocked',
    words: (f) => `the inactive key ${f.key} takes the slot, and policy says to report only`,
    remedy: 'delete it, or set inactiveKeys: delete-when-blocking',
  },
  'inactive-named': {
    tone: 'blocked',
    words: (f) =>
      `the inactive key ${f.key} takes the slot, and by its date it is the one in the secret, which keyturn did not write`,
    remedy: 'store the active key in the secret, or activate this one; if nobody needs it, delete it',
  },
  'spare-key': {
    tone: 'blocked',
    words: (f) =>
      `key ${f.key} takes the slot of the next successor; ${f.lastUsedDays === undefined ? 'no use of it is known' : `it was last used ${days(f.lastUsedDays)} ago`}`,
    remedy: (f) => `find out who needs ${f.key}, and delete it if nobody does`,
  },

  // act
  'secret-scheduled-for-deletion': { tone: 'act', words: () => 'the secret was scheduled for deletion' },
  'policy-earlier': {
    tone: 'act',
    words: () => "the secret's resource policy is of an earlier form of keyturn's",
  },
  'writer-unproven': {
    tone: 'act',
    words: () => "keyturn shows that it can write to the secret under the secret's own policy",
  },
  'policy-changed': { tone: 'act', words: () => "the secret's resource policy is not the one keyturn put" },
  'pending-settled': { tone: 'act', words: (f) => `the promotion of ${f.key} is settled` },
  'verified-not-promoted': { tone: 'act', words: (f) => `key ${f.key} was verified but not promoted` },
  'never-verified': { tone: 'act', words: (f) => `key ${f.key} was stored but never verified` },
  'given-up': { tone: 'act', words: (f) => `key ${f.key} was given up` },
  'time-not-noted': { tone: 'act', words: (f) => `the clock of key ${f.key} starts now` },
  'went-back': {
    tone: 'act',
    words: (f) => `a person went back from key ${f.from}: AWSCURRENT names key ${f.key} again`,
  },
  'human-reactivated': { tone: 'act', words: (f) => `somebody re-activated key ${f.key}: its clocks start again` },
  'deactivation-in-doubt': {
    tone: 'act',
    words: (f) =>
      `a deactivation of key ${f.key} was sent and not noted, and the key is active: its clocks start again`,
  },
  'secret-lost': { tone: 'act', words: (f) => `key ${f.key} is ours, by CloudTrail, but its secret was lost` },
  'successor-ready': { tone: 'act', words: (f) => `the new key ${f.key} is stored and works` },
  'grace-ending': { tone: 'act', words: (f) => `the old key is deactivated in ${days(f.leftDays)} unless it is used` },
  'recovery-ending': { tone: 'act', words: (f) => `the inactive key is deleted in ${days(f.leftDays)}` },
  'old-key-in-use': { tone: 'act', words: (f) => `the old key was used ${days(f.lastUsedDays)} ago, after its grace` },
  'successor-adopted': {
    tone: 'act',
    words: () => 'the successor is in place, the owner told and warned, the grace over',
  },
  'recovery-over': { tone: 'act', words: () => 'inactive through the recovery grace, announced, and not used since' },
  'key-due': { tone: 'act', words: (f) => `the key is ${days(f.ageDays)} old` },
  forced: { tone: 'act', words: (f) => `asked for by name; the key is ${days(f.ageDays)} old` },
  'idle-key': { tone: 'act', words: (f) => `two keys, one unused for ${days(f.idleDays)} while the other is in use` },
  'own-key-in-use': {
    tone: 'act',
    words: (f) => `the owner made key ${f.own} by himself and uses it: key ${f.key}, which nobody uses, goes`,
  },
  'unused-key': {
    tone: 'act',
    words: (f) =>
      `the key is ${days(f.ageDays)} old and ${f.lastUsedDays === undefined ? 'was never used' : `was last used ${days(f.lastUsedDays)} ago`}`,
  },
  deactivated: { tone: 'act', words: (f) => `key ${f.key} was deactivated, and its owner is told` },
  'blocking-inactive-key': { tone: 'act', words: (f) => `the inactive key ${f.key} takes the slot of a successor` },
} as const satisfies Record<string, Entry>;

export type ReasonCode = keyof typeof reasons;

/** What `code` means for this user, in words for people. */
export const explain = (code: ReasonCode, facts: Facts): string => (reasons[code] as Entry).words(facts);

/** What a person can do about it, where a person is needed. */
export const remedyFor = (code: ReasonCode, facts: Facts): string | undefined => {
  const { remedy } = reasons[code] as Entry;
  return typeof remedy === 'function' ? remedy(facts) : remedy;
};

export const toneOf = (code: ReasonCode): Tone => reasons[code].tone;
