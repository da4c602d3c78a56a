import { type PolicyFormName, policyForms } from './policy-forms.ts';

interface RowWords {
  /** What is tried. */
  readonly fact: string;
  /** What keyturn and its sandbox count on. */
  readonly expected: string;
}

const otherRows = {
  'name-with-exclamation-mark': { fact: 'a secret with ! in its name', expected: 'made' },
  'lag-describe': { fact: 'DescribeSecret after a write', expected: 'shown at once' },
  'lag-versions': { fact: 'ListSecretVersionIds after a write', expected: 'shown at once' },
  'lag-list': { fact: 'ListSecrets after a write', expected: 'shown within a minute' },
  'lag-policy': { fact: 'GetResourcePolicy after a write', expected: 'shown at once' },
  'write-as-writer': { fact: 'a write by one whom the policy names among its writers', expected: 'taken' },
  'token-same-bytes': { fact: 'the same bytes again under one ClientRequestToken', expected: 'ignored, no error' },
  'token-moved-label': {
    fact: 'the same put again, after its label has moved on',
    expected: 'the label stays where it is',
  },
  'token-other-bytes': { fact: 'other bytes under one ClientRequestToken', expected: 'refused' },
  'token-race': { fact: 'two writers at once under one ClientRequestToken', expected: 'one is refused each time' },
  'swap-wrong-holder': { fact: 'a label is moved from a version that does not have it', expected: 'refused' },
  'swap-no-holder': { fact: 'a label that no version has is moved from one', expected: 'refused' },
  'swap-unnamed-holder': { fact: 'a label is moved and its holder not named', expected: 'refused' },
  'swap-missing-version': { fact: 'a label is moved to a version that is not there', expected: 'refused as missing' },
  'swap-race': { fact: 'two workers move one label from the same version', expected: 'one is refused each time' },
  'labels-21': { fact: 'staging labels of a secret', expected: '20 are taken, the 21st is refused' },
  'tags-51': { fact: 'tags of a secret', expected: '50 are taken, the 51st is refused' },
  'read-by-others': { fact: "GetSecretValue by keyturn's own session", expected: 'denied' },
  'access-by-describe': {
    fact: 'LastAccessedDate after writes, DescribeSecret and lists',
    expected: 'none, today and tomorrow',
  },
  'access-by-denied-read': {
    fact: 'LastAccessedDate after a denied GetSecretValue',
    expected: 'none, today and tomorrow',
  },
  'deleted-reads': {
    fact: 'reads of a secret that is scheduled for deletion',
    expected: 'DescribeSecret and ListSecretVersionIds answer, GetResourcePolicy is refused',
  },
  'deleted-date': { fact: 'DeletedDate', expected: 'when deletion was asked for' },
  restore: { fact: 'RestoreSecret', expected: 'labels, tags and policy are as before' },
  'restore-again': { fact: 'RestoreSecret of a secret that is not being deleted', expected: 'does nothing' },
  'signature-iam': { fact: 'old signatures at IAM', expected: 'taken at 4, 6, 14 minutes, refused at 16' },
  'signature-sts': { fact: 'old signatures at STS', expected: 'taken at 4, 6, 14 minutes, refused at 16' },
  'signature-secretsmanager': {
    fact: 'old signatures at Secrets Manager',
    expected: 'taken at 4 minutes, refused at 6, 14, 16',
  },
} as const satisfies Readonly<Record<string, RowWords>>;

type PolicyRowId = `policy-${PolicyFormName}`;

export type ProbeRowId = keyof typeof otherRows | PolicyRowId;

export const policyRowId = (form: PolicyFormName): PolicyRowId => `policy-${form}`;

export const policyFormNames = Object.keys(policyForms) as readonly PolicyFormName[];

const policyRows = Object.fromEntries(
  policyFormNames.map((form) => [policyRowId(form), { fact: policyForms[form].fact, expected: 'the same meaning' }]),
) as Readonly<Record<PolicyRowId, RowWords>>;

/** Every row of the table, by the name that docs/decisions/sandbox-facts.md calls it by. */
export const probeRows: Readonly<Record<ProbeRowId, RowWords>> = { ...otherRows, ...policyRows };
