import { describe, expect, it } from 'vitest';
import { settingsFrom } from '../../../test/support/in-process.ts';
import { runOnce } from '../../../test/support/run-once.ts';
import { addUserWithKeys } from '../../../test/support/users.ts';
import type { ProbeResult } from '../../app/probe/probe.ts';
import { inProcessClients } from '../../aws/client/in-process.ts';
import { DAY } from '../../core/time.ts';
import { AwsError } from '../../sandbox/call.ts';
import { virtualClock } from '../../sandbox/clock.ts';
import { inProcessTransport } from '../../sandbox/in-process.ts';
import { keyturnProbe, organizationToProbe, PROBED, REGION, resultIn, rowOf, secretsOf } from './probing.fixture.ts';

const line = `--account ${PROBED} --yes --json`;

const denying =
  (denied: string) =>
  ({ operation }: { readonly operation: string }): void => {
    if (operation === denied) throw new AwsError('AccessDeniedException', 'no', 400);
  };

describe('check --probe', () => {
  it('finds an AWS as keyturn expects it, and says what cannot be seen in one sitting', async () => {
    const probed = await keyturnProbe(organizationToProbe(), line);
    const { rows, verdict, leftOver } = resultIn(probed);
    expect([probed.code, verdict, leftOver]).toEqual([0, 'fence-holds', []]);
    const others = rows.filter(({ outcome }) => outcome !== 'as-expected');
    expect(others.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['access-by-describe', 'look-again'],
      ['access-by-denied-read', 'look-again'],
    ]);
    for (const { follows } of others)
      expect(follows).toContain(`look again tomorrow by aws secretsmanager list-secret-version-ids --region ${REGION}`);
  });

  it('makes one secret in reach of the member role, of no user and of no deployment, and deletes it', async () => {
    const organization = organizationToProbe();
    await keyturnProbe(organization, line);
    const [secret, ...others] = secretsOf(organization);
    expect(others).toEqual([]);
    expect(secret?.name).toMatch(new RegExp(`^Account_${PROBED}_User_keyturn-probe-[0-9a-f]{8}!2C_AccessKey$`));
    expect(secret?.tags.get('keyturn:user-id')).toBe('probe');
    expect(secret?.tags.has('keyturn:deployment')).toBe(false);
    const { requestedAt = 0, dueAt = 0 } = secret?.deletion ?? {};
    expect(dueAt - requestedAt).toBe(7 * DAY);
  });

  it('makes it under the KMS key of users, where one is set', async () => {
    const keys: unknown[] = [];
    const before = ({ operation, input }: { operation: string; input: Readonly<Record<string, unknown>> }) => {
      if (operation === 'CreateSecret') keys.push(input.KmsKeyId);
    };
    const kmsKey = `arn:aws:kms:${REGION}:111111111111:key/11111111-2222-3333-4444-555555555555`;
    const { code } = await keyturnProbe(organizationToProbe(), `${line} --set kmsKey=${kmsKey}`, { hooks: { before } });
    // There is no such key: it is refused under either name.
    expect([code, keys]).toEqual([3, [kmsKey, kmsKey]]);
  });

  it('writes to nothing but that secret', async () => {
    const organization = organizationToProbe();
    addUserWithKeys(organization.world, PROBED, { name: 'bob' }, [{ ageDays: 100 }]);
    const written = new Set<unknown>();
    const before = ({ operation, input }: { operation: string; input: Readonly<Record<string, unknown>> }) => {
      if (!/^(Get|List|Describe|Assume)/.test(operation)) written.add(input.SecretId ?? input.Name);
    };
    await keyturnProbe(organization, line, { hooks: { before } });
    const [secret] = secretsOf(organization);
    expect([...written]).toEqual([secret?.name, secret?.arn]);
  });

  it.each([REGION, 'eu-west-1'])(
    'left behind, it stays unseen by a run that keeps its secrets in %s',
    async (secretRegion) => {
      const organization = organizationToProbe();
      const { world, operator } = organization;
      addUserWithKeys(world, PROBED, { name: 'bob' }, [{ ageDays: 100 }]);
      await keyturnProbe(organization, line, { hooks: { before: denying('DeleteSecret') } });
      const [secret] = secretsOf(organization);
      const tags = new Map(secret?.tags);
      expect(secret?.deletion).toBeUndefined();
      const clock = virtualClock(world);
      const clientFactory = inProcessClients(inProcessTransport(world), { clock, credentials: operator });
      const settings = settingsFrom({ secretRegion, regions: [REGION, 'eu-west-1'] });
      const { accounts, users, remarks } = await runOnce({
        ...{ clientFactory, clock, settings, runId: 'run', nonce: () => 'nonce' },
        mode: 'apply',
      });
      expect(accounts.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
      expect(users.map(({ user, outcome }) => [user, outcome])).toEqual([['bob', 'done']]);
      expect(remarks.join()).not.toContain('probe');
      expect(secretsOf(organization).find(({ name }) => name === secret?.name)?.tags).toEqual(tags);
    },
  );

  it('is of AWS alone: no value of a secret is printed, and nobody may read it', async () => {
    const organization = organizationToProbe();
    await keyturnProbe(organization, line);
    const document = secretsOf(organization)[0]?.resourcePolicy?.document ?? '';
    expect(JSON.parse(document).Statement[1]).toMatchObject({
      Effect: 'Deny',
      Principal: '*',
      Condition: { StringNotEquals: { 'aws:userid': 'AIDAKEYTURNPROBE00000' } },
    });
  });
});

describe('before it writes', () => {
  it('asks, and says what it would do; no is no', async () => {
    const organization = organizationToProbe();
    const { code, err, questions } = await keyturnProbe(organization, `--account ${PROBED}`, { answer: 'no' });
    expect([code, secretsOf(organization)]).toEqual([0, []]);
    expect(questions.join()).toContain(`Make one secret in account ${PROBED} (payments)`);
    expect(questions.join()).toContain('No other secret, no user and no key is changed.');
    expect(err).toContain('Nothing was changed.');
  });

  it('goes on after a yes, and prints a table', async () => {
    const { code, out } = await keyturnProbe(organizationToProbe(), `--account ${PROBED}`, { answer: 'yes' });
    expect(code).toBe(0);
    expect(out).toMatch(/ROW +EXPECTED +SEEN +WHAT FOLLOWS/);
    expect(out).toMatch(/✔ swap-wrong-holder +refused +refused/);
    expect(out).toContain('The fence holds: two workers cannot both act.');
  });

  it.each([
    [`--account ${PROBED}`, 'KT-110 answer-missing'],
    ['--yes', 'KT-115 probe-refused: a probe is of one account, and --account names none'],
    [`--yes --account ${PROBED} --account 111111111111`, 'KT-115 probe-refused: a probe is of one account'],
    [`--yes --account ${PROBED} --user alice`, 'KT-115 probe-refused: a probe is of a whole account'],
    [`--yes --account ${PROBED} --exempt-account ${PROBED}`, `KT-115 probe-refused: account ${PROBED} is exempt`],
  ])('refuses check --probe %s', async (given, words) => {
    const organization = organizationToProbe();
    const { code, err, sent } = await keyturnProbe(organization, given);
    expect([code, secretsOf(organization)]).toEqual([2, []]);
    expect(err).toContain(words);
    expect(sent.filter((operation) => operation.startsWith('secretsmanager:'))).toEqual([]);
  });

  it('refuses an account that is not active', async () => {
    const organization = organizationToProbe();
    const [member] = organization.members;
    if (member !== undefined) member.state = 'SUSPENDED';
    const { code, err } = await keyturnProbe(organization, line);
    expect([code, err]).toEqual([2, expect.stringContaining(`KT-115 probe-refused: account ${PROBED} is SUSPENDED`)]);
  });
});

describe('whatever fails', () => {
  const requests = async () => {
    const { sent } = await keyturnProbe(organizationToProbe(), line);
    return sent.length;
  };
  const isAccountedFor = (organization: ReturnType<typeof organizationToProbe>, leftOver: readonly string[]) =>
    secretsOf(organization).every(
      ({ name, arn, deletion }) => deletion !== undefined || leftOver.includes(name) || leftOver.includes(arn),
    );

  it.each([
    ['is not answered, though it was carried out', 'after'],
    ['is not sent', 'before'],
  ] as const)(
    'the secret is deleted, or named, when any request %s',
    async (_, when) => {
      const count = await requests();
      const lost: number[] = [];
      for (let index = 2; index < count; index += 1) {
        const organization = organizationToProbe();
        let sent = 0;
        const fail = () => {
          sent += 1;
          if (sent === index + 1) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
        };
        const probed = await keyturnProbe(organization, line, { hooks: { [when]: fail } });
        // What ends the command is a fault, which tells of nothing left over.
        const { leftOver = [] }: Partial<ProbeResult> = probed.out === '' ? {} : resultIn(probed);
        const left = leftOver.map(({ secret }) => secret);
        if (!isAccountedFor(organization, left) || ![0, 2, 3].includes(probed.code)) lost.push(index);
      }
      expect(lost).toEqual([]);
    },
    120_000,
  );

  it('Ctrl-C at any point ends the tries, not the deletion, and the process with 130', async () => {
    for (const interruptAt of ['secretsmanager:CreateSecret', 'secretsmanager:PutSecretValue', 'iam:ListUsers']) {
      const organization = organizationToProbe();
      const probed = await keyturnProbe(organization, line, { interruptAt });
      expect([interruptAt, probed.code]).toEqual([interruptAt, 130]);
      expect(isAccountedFor(organization, [])).toBe(true);
      expect(rowOf(probed, 'signature-iam').seen).toBe('interrupted before it was tried');
    }
  });

  it('a secret that cannot be deleted is named, with the command that deletes it', async () => {
    const before = denying('DeleteSecret');
    const organization = organizationToProbe();
    const { code, out } = await keyturnProbe(organization, `--account ${PROBED} --yes`, { hooks: { before } });
    expect(out).toContain('is left behind: secretsmanager:DeleteSecret answered AccessDeniedException');
    const [secret] = secretsOf(organization);
    expect(code).toBe(3);
    expect(out).toContain(
      `aws secretsmanager delete-secret --region ${REGION} --secret-id '${secret?.arn}' --recovery-window-in-days 7`,
    );
  });

  it('a defect does not keep the secret from being deleted', async () => {
    const organization = organizationToProbe();
    const after = ({ operation }: { operation: string }, outcome: object) => {
      if (operation !== 'ListSecretVersionIds') return;
      const { output } = outcome as { output?: { Versions?: unknown } };
      if (output) output.Versions = 7;
    };
    const { code, err } = await keyturnProbe(organization, line, { hooks: { after } });
    expect([code, err]).toEqual([3, expect.stringContaining('KT-902')]);
    expect(secretsOf(organization).map(({ deletion }) => deletion !== undefined)).toEqual([true]);
  });
});

describe('a right that is missing', () => {
  it.each([
    ['secretsmanager:CreateSecret', 'name-with-exclamation-mark'],
    ['secretsmanager:TagResource', 'tags-51'],
    ['secretsmanager:PutResourcePolicy', 'policy-of-a-user'],
    ['secretsmanager:PutSecretValue', 'token-other-bytes'],
    ['secretsmanager:UpdateSecretVersionStage', 'swap-wrong-holder'],
    ['secretsmanager:ListSecrets', 'lag-list'],
    ['secretsmanager:RestoreSecret', 'restore'],
    ['secretsmanager:ListSecretVersionIds', 'lag-versions'],
  ] as const)('%s is named by the row %s, and the others are tried', async (right, row) => {
    const before = denying(right.replace('secretsmanager:', ''));
    const probed = await keyturnProbe(organizationToProbe(), line, { hooks: { before } });
    expect([probed.code, resultIn(probed).verdict]).toEqual([3, 'incomplete']);
    expect(rowOf(probed, row)).toMatchObject({
      outcome: 'not-seen',
      lacks: right,
      follows: `allow ${right}, and probe again`,
    });
    expect(rowOf(probed, 'signature-iam').outcome).toBe('as-expected');
  });
});
