import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownFolder } from '../../../test/support/own-folder.ts';
import { testTerminal } from '../example-dependencies.fixture.ts';
import { runProgram } from '../program.ts';

const perform = async (line: string, yaml?: string) => {
  const cwd = ownFolder();
  if (yaml !== undefined) writeFileSync(join(cwd, 'keyturn.yaml'), yaml);
  const played = testTerminal({ cwd });
  const code = await runProgram(line.split(' '), played.dependencies);
  return { code, out: played.out(), err: played.err() };
};

describe('bad input is one clear message, and nothing is begun', () => {
  it.each([
    ['deploy', 'KT-110 answer-missing', 'give --yes'],
    ['undeploy', 'KT-110 answer-missing', 'give --yes'],
    ['deploy --yes --set warnDay=3', 'KT-101 settings-refused', 'did you mean warnDays?'],
    [
      'deploy --yes --set parallelUsers=3',
      'KT-101 settings-refused',
      'parallelUsers has no parameter in the deployed form',
    ],
    ['deploy --yes --exempt-group a --exempt-group b', 'KT-101 settings-refused', 'only one exemption group'],
    ['deploy --yes --parameter DryRunFlag=False', 'KT-101 settings-refused', 'give --set DryRunFlag=False'],
    ['deploy --yes --parameter Nothing', 'KT-101 settings-refused', 'give NAME=VALUE'],
    ['deploy --yes --bucket one --set S3BucketName=two', 'KT-101 settings-refused', 'templates.bucket is two'],
    ['deploy --yes --bucket A_B', 'KT-103 command-invalid', '--bucket is A_B'],
    ['deploy --yes --stack-name 1a', 'KT-103 command-invalid', '1a is not a valid name of a stack'],
    ['deploy --yes --ou root', 'KT-105 ou-invalid', 'root is no OU id'],
    ['deploy --yes --first-account 12', 'KT-104 account-invalid', '--first-account is 12'],
    ['deploy --yes --region Frankfurt', 'KT-202 region-invalid', 'Frankfurt is no Region'],
    ['deploy --yes --package /nonexistent', 'KT-111 package-unusable', 'there is no package in /nonexistent'],
    ['deploy --status --package /nonexistent', 'KT-111 package-unusable', 'there is no package in /nonexistent'],
  ])('%s', async (line, title, message) => {
    const { code, out, err } = await perform(line);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`${title}: `);
    expect(err).toContain(message);
  });
});
