/** Command lines that the help of each verb shows; a test parses every one. */
export const examples: Readonly<Record<string, readonly string[]>> = {
  plan: ['plan --account self', 'plan --check --json', 'plan --all --over 90', 'plan --show-settings'],
  status: ['status --account 222222222222', 'status --blocked --over 90', 'status --user deploy-bot --json'],
  explain: ['explain arn:aws:iam::222222222222:user/deploy-bot', 'explain deploy-bot --account 222222222222'],
  apply: ['apply --account 222222222222', 'apply --ou ou-ab12-11111111', 'apply --yes --json'],
  rotate: ['rotate arn:aws:iam::222222222222:user/deploy-bot', 'rotate deploy-bot --account 222222222222 --yes'],
  undo: ['undo arn:aws:iam::222222222222:user/deploy-bot --dry-run', 'undo deploy-bot --account 222222222222'],
  handover: [
    'handover arn:aws:iam::222222222222:user/deploy-bot --to arn:aws:iam::222222222222:role/on-call --hours 4',
    'handover arn:aws:iam::222222222222:user/deploy-bot --end',
  ],
  check: ['check', 'check --probe --account 222222222222'],
  deploy: ['deploy --dry-run', 'deploy --first-ou ou-ab12-11111111', 'deploy --status'],
  undeploy: ['undeploy --dry-run'],
  demo: ['demo --fast'],
  sandbox: ['sandbox --port 0 --json'],
};

/** What follows the options in the help of a verb. */
export const exampleText = (verb: string): string => {
  const lines = (examples[verb] ?? []).map((line) => `  keyturn ${line}`);
  return lines.length === 0 ? '' : ['', 'Examples:', ...lines].join('\n');
};
