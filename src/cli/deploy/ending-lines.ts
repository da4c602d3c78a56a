import type { DeployResult } from '../../app/deploy/deploy.ts';
import type { PartResult } from '../../app/deploy/step.ts';
import type { Undeployed } from '../../app/deploy/undeploy.ts';
import { wrapped, wrapTo } from '../render/wrap.ts';
import type { Style } from '../terminal/style.ts';

/** After the parts: what is done elsewhere, and what to do next. */
export const deployEnding = (
  style: Style,
  { parts, parameters, remarks }: DeployResult,
  isDryRun: boolean,
): readonly string[] => [
  ...elsewhereLines(style, parts),
  ...remarks.flatMap((remark) => ['', ...wrapped(style, style.symbols.dot, remark)]),
  ...(isDryRun ? ['', wouldLine(parts)] : nextLines(style, parts, parameters)),
];

export const undeployEnding = (style: Style, { parts, buckets }: Undeployed, isDryRun: boolean): readonly string[] => [
  ...elsewhereLines(style, parts),
  ...(isDryRun ? ['', wouldLine(parts)] : []),
  '',
  style.bold('What stays, and goes only by your hand:'),
  ...wrapped(
    style,
    style.symbols.dot,
    'every access key, and every secret Account_<id>_User_<name>_AccessKey: applications read their keys there. Remove one with `aws secretsmanager delete-secret --secret-id NAME`, in its account, when nobody reads it any more',
  ),
  ...buckets.map(
    (bucket) =>
      `${style.symbols.dot} the bucket ${bucket}: empty it in the S3 console, all versions too, and delete it`,
  ),
];

const elsewhereLines = (style: Style, parts: readonly PartResult[]): readonly string[] =>
  parts
    .filter(({ outcome }) => outcome === 'elsewhere')
    .flatMap(({ name, lines }) => [
      '',
      style.bold(`To be done elsewhere: ${name}`),
      // Commands stay whole: they are to be copied.
      ...lines.flatMap((line) => (line.startsWith('  ') ? [style.cyan(line)] : wrapTo(line, style.columns - 1, ''))),
    ]);

const wouldLine = (parts: readonly PartResult[]): string => {
  const count = parts.filter(({ outcome }) => outcome.startsWith('to-')).length;
  return count === 0
    ? 'Nothing would be changed. This was a dry run.'
    : `${count} of ${parts.length} parts would be changed. This was a dry run: nothing was.`;
};

const isStopped = ({ outcome }: PartResult): boolean => outcome === 'declined' || outcome === 'interrupted';

const nextLines = (
  style: Style,
  parts: readonly PartResult[],
  parameters: DeployResult['parameters'],
): readonly string[] => {
  if (parts.some(isStopped)) return ['', 'Nothing else was changed. Run the command again to go on from here.'];
  if (parts.some(({ outcome }) => outcome === 'incomplete'))
    return ['', 'Put right what is named above, and run the command again: it tries those accounts once more.'];
  const isDry = parameters.DryRunFlag?.toLowerCase() === 'true';
  return [
    '',
    ...wrapTo(
      isDry
        ? 'DryRunFlag is True: keyturn looks at every account once a day, mails what it would do, and changes nothing.'
        : 'DryRunFlag is False: keyturn rotates what is due, once a day. The first scheduled run of a new deployment only reports.',
      style.columns - 1,
      '',
    ),
    'Try it on one user (Lambda console, ASA-Account-Inventory, test event; or):',
    style.cyan(
      `  aws lambda invoke --function-name ASA-Account-Inventory --cli-binary-format raw-in-base64-out --payload '{"ForceRotate": "USER"}' /dev/stdout`,
    ),
    ...(isDry
      ? ['When its mails say what you want to happen, let it act:', style.cyan('  keyturn deploy --set dryRun=false')]
      : []),
    `See how it is: ${style.cyan('keyturn deploy --status')}`,
  ];
};
