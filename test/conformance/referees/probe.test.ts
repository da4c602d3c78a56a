import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProbeResult } from '../../../src/app/probe/probe.ts';
import { DAY } from '../../../src/core/time.ts';
import type { Backend } from '../contract/backend.ts';
import { motoBackend } from '../contract/backends/moto.ts';
import { clientsOf } from '../contract/clients.ts';
import { environmentFor, keyturn } from '../contract/keyturn.ts';
import { isPresent } from './tool.ts';

const isMotoHere = await isPresent('moto', 'moto_server', ['--help']);
const isFaketimeHere = await isPresent('faketime', 'faketime', ['-f', '+0d', 'date']);

describe.skipIf(!isMotoHere || !isFaketimeHere)('keyturn check --probe on moto', () => {
  let moto: Backend;
  let account: string;
  let code: number;
  let result: ProbeResult;

  beforeAll(async () => {
    moto = await motoBackend();
    account = moto.memberIds[0] ?? '';
    const env = { ...environmentFor(moto.url, moto.operator), ...moto.environment() };
    const ended = await keyturn(['check', '--probe', '--account', account, '--yes', '--json'], env);
    code = ended.code;
    result = JSON.parse(ended.stdout || JSON.stringify({ failed: ended.stderr }));
  }, 120_000);
  afterAll(() => moto.close());

  it('finds the registers of moto as keyturn expects them', () => {
    const asExpected = result.rows.filter(({ outcome }) => outcome === 'as-expected').map(({ id }) => id);
    expect(asExpected).toEqual(
      expect.arrayContaining([
        'name-with-exclamation-mark',
        'policy-of-a-user',
        'token-same-bytes',
        'token-other-bytes',
        'token-moved-label',
        'token-race',
        'swap-wrong-holder',
        'swap-no-holder',
        'swap-race',
        'restore',
        'restore-again',
      ]),
    );
  });

  it('finds out each thing in which moto is not AWS, and says do not apply', () => {
    const others = result.rows.filter(({ outcome }) => outcome !== 'as-expected');
    expect(Object.fromEntries(others.map(({ id, outcome, seen }) => [id, `${outcome}: ${seen}`]))).toEqual({
      // It tells an unknown version by another code.
      'swap-missing-version': 'differs: refused by InvalidParameterException',
      'swap-unnamed-holder': 'differs: moved',
      'access-by-describe': 'differs: a date',
      // It enforces no policy.
      'read-by-others': 'apply-fails: the value was read',
      'access-by-denied-read': 'not-seen: no read was denied',
      // It has no such limits.
      'labels-21': 'differs: one more is taken',
      'tags-51': 'differs: one more is taken',
      'deleted-reads': 'differs: ListSecretVersionIds answers, GetResourcePolicy answers',
      'deleted-date': 'differs: 7 days from now',
      // It looks at no signature.
      'signature-iam': 'fence-fails: taken at 4, 6, 14, 16 min',
      'signature-sts': 'differs: taken at 4, 6, 14, 16 min',
      'signature-secretsmanager': 'fence-fails: taken at 4, 6, 14, 16 min',
    });
    expect([code, result.verdict]).toEqual([3, 'do-not-apply']);
  });

  it('leaves one secret, with seven days to its deletion', async () => {
    expect(result.leftOver).toEqual([]);
    const { secrets } = clientsOf(moto, await moto.adminOf(account));
    const { DeletedDate } = await secrets.send(new DescribeSecretCommand({ SecretId: result.secret }));
    const days = (Number(DeletedDate) - Date.parse(result.finishedAt)) / DAY;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThan(7.1);
  });
});
