import { describe, expect, it } from 'vitest';
import type { Organization } from '../../../test/support/organization.ts';
import type { ProbeRow } from '../../app/probe/probe-row.ts';
import { type ProbeRowId, policyFormNames, policyRowId, probeRows } from '../../app/probe/probe-rows.ts';
import { DAY, MINUTE, SECOND } from '../../core/time.ts';
import { AwsError } from '../../sandbox/call.ts';
import type { Hooks, InProcessRequest } from '../../sandbox/in-process.ts';
import type { WorldSettings } from '../../sandbox/world.ts';
import {
  keyturnProbe,
  organizationToProbe,
  PROBED,
  type Probed,
  resultIn,
  rowOf,
  secretsOf,
} from './probing.fixture.ts';

const line = `--account ${PROBED} --yes --json`;

const probedWith = (settings: Partial<WorldSettings>, hooks: Hooks = {}): Promise<Probed> => {
  const organization = organizationToProbe();
  Object.assign(organization.world.settings, settings);
  return keyturnProbe(organization, line, { hooks });
};

const rowsThatAre = (probed: Probed, outcome: string): readonly ProbeRowId[] =>
  resultIn(probed).rows.flatMap((row) => (row.outcome === outcome ? [row.id] : []));

const verdictOf = (probed: Probed) => [probed.code, resultIn(probed).verdict];

it('every row is in every result, once', async () => {
  const { rows } = resultIn(await probedWith({}));
  expect(rows.map(({ id }) => id).sort()).toEqual(Object.keys(probeRows).sort());
  expect(policyFormNames.map(policyRowId)).toContain('policy-of-a-user');
});

describe('a fence that does not hold', () => {
  it('is found out where labels move from wherever they are', async () => {
    const probed = await probedWith({ comparesHolders: false });
    expect(verdictOf(probed)).toEqual([3, 'do-not-apply']);
    expect(rowsThatAre(probed, 'fence-fails')).toEqual(['swap-race', 'swap-wrong-holder']);
    expect(rowsThatAre(probed, 'differs')).toEqual(['swap-no-holder', 'swap-unnamed-holder']);
  });

  it('is found out where a token takes other bytes', async () => {
    const probed = await probedWith({ comparesTokens: false });
    expect(verdictOf(probed)).toEqual([3, 'do-not-apply']);
    expect(rowsThatAre(probed, 'fence-fails')).toEqual(['token-other-bytes', 'token-race']);
  });

  it('is found out where other bytes are answered as written, but without a label', async () => {
    const tokens = new Set<unknown>();
    const hooks = answering('PutSecretValue', (output, { ClientRequestToken: token }) => {
      if (tokens.has(token)) output.VersionStages = [];
      tokens.add(token);
    });
    const probed = await probedWith({ comparesTokens: false }, hooks);
    expect(rowsThatAre(probed, 'fence-fails')).toEqual(['token-other-bytes', 'token-race']);
  });

  it('is found out where a signature of 16 minutes is taken', async () => {
    const before = (request: InProcessRequest) => void Object.assign(request, { signedAt: undefined });
    const probed = await probedWith({}, { before });
    expect(verdictOf(probed)).toEqual([3, 'do-not-apply']);
    expect(rowsThatAre(probed, 'fence-fails')).toEqual(['signature-iam', 'signature-secretsmanager']);
    expect(rowOf(probed, 'signature-sts')).toMatchObject({ outcome: 'differs', seen: 'taken at 4, 6, 14, 16 min' });
  });

  it('says do not apply, and names the rows', async () => {
    const organization = organizationToProbe();
    organization.world.settings.comparesTokens = false;
    const { code, out } = await keyturnProbe(organization, `--account ${PROBED} --yes`);
    expect(code).toBe(3);
    expect(out).toContain('The fence does not hold (token-other-bytes, token-race): do not apply.');
  });
});

describe('reads that lag', () => {
  it('by 20 seconds are measured, and nothing else is mistaken', async () => {
    const probed = await probedWith({ secretLagMs: 20 * SECOND });
    expect(verdictOf(probed)).toEqual([0, 'fence-holds']);
    expect(rowsThatAre(probed, 'differs')).toEqual(['lag-describe', 'lag-versions', 'lag-policy']);
    for (const id of ['lag-describe', 'lag-versions', 'lag-policy'] as const)
      expect(rowOf(probed, id).seen).toBe('shown within 27 s, not at once');
    expect(rowOf(probed, 'lag-list')).toMatchObject({ outcome: 'as-expected', seen: 'shown within 27 s' });
  });

  it('by more than a minute keep apply from working', async () => {
    const probed = await probedWith({ secretLagMs: 2 * MINUTE, secretLagOnly: ['DescribeSecret', 'ListSecrets'] });
    expect(verdictOf(probed)).toEqual([3, 'do-not-apply']);
    expect(rowsThatAre(probed, 'apply-fails')).toEqual(['lag-describe']);
    expect(rowOf(probed, 'lag-list')).toMatchObject({ outcome: 'differs', seen: 'not shown within a minute' });
    expect(rowsThatAre(probed, 'fence-fails')).toEqual([]);
  });
});

describe('an AWS that differs', () => {
  it.each<Difference>([
    {
      what: 'takes no ! in a name',
      id: 'name-with-exclamation-mark',
      row: { outcome: 'differs', seen: 'refused (ValidationException)' },
      hooks: () => refusing('CreateSecret', 'ValidationException', ({ Name }) => String(Name).includes('!')),
    },
    {
      what: 'gives a policy back in other words',
      id: 'policy-of-a-user',
      row: { outcome: 'as-expected', seen: 'the same meaning in other words' },
      hooks: () =>
        answering('GetResourcePolicy', (output) => {
          const { Statement, Version } = JSON.parse(String(output.ResourcePolicy));
          output.ResourcePolicy = JSON.stringify({ Statement: [...Statement].reverse(), Version });
        }),
    },
    {
      what: 'gives a policy back with another meaning',
      id: 'policy-of-a-user',
      row: { outcome: 'apply-fails', follows: 'a step stops before it makes a key: no key would be made' },
      hooks: () =>
        answering('GetResourcePolicy', (output) => {
          output.ResourcePolicy = String(output.ResourcePolicy).replace(':user/alice', ':root');
        }),
    },
    {
      what: 'takes the policy for too wide',
      id: 'policy-of-a-user',
      row: { outcome: 'apply-fails', seen: 'refused (PublicPolicyException)' },
      hooks: () => refusing('PutResourcePolicy', 'PublicPolicyException'),
    },
    {
      what: 'answers a put without its labels',
      id: 'token-same-bytes',
      row: { outcome: 'differs', seen: 'answered without its labels' },
      hooks: () => {
        const tokens = new Set<unknown>();
        return answering('PutSecretValue', (output, { ClientRequestToken: token }) => {
          if (tokens.has(token)) output.VersionStages = [];
          tokens.add(token);
        });
      },
    },
    {
      what: 'puts a label back when a put is repeated',
      id: 'token-moved-label',
      row: { outcome: 'differs', seen: 'the label goes back' },
      hooks: (organization) =>
        answering('PutSecretValue', (_, { ClientRequestToken: token, VersionStages: on }) => {
          const [secret] = secretsOf(organization);
          const label = String((on as readonly string[])[0]);
          for (const version of secret?.versions.values() ?? []) {
            version.stages = version.stages.filter((stage) => stage !== label);
            if (version.id === token) version.stages.push(label);
          }
          secret?.labels.set(label, String(token));
        }),
    },
    {
      what: 'does not know its versions yet when a label is moved',
      id: 'swap-wrong-holder',
      row: { outcome: 'not-seen', seen: 'refused for another reason (ResourceNotFoundException)' },
      hooks: () =>
        refusing(
          'UpdateSecretVersionStage',
          'ResourceNotFoundException',
          ({ VersionStage: label, RemoveFromVersionId: from }) => String(label).endsWith('WRONG') && from !== undefined,
        ),
    },
    {
      what: 'has no room for 20 labels',
      id: 'labels-21',
      row: { outcome: 'apply-fails', seen: '20 are refused (LimitExceededException)' },
      hooks: () =>
        refusing('PutSecretValue', 'LimitExceededException', ({ VersionStages: on }) => (on as object[]).length > 1),
    },
    {
      what: 'refuses the 21st label with another code',
      id: 'labels-21',
      row: { outcome: 'differs', seen: 'one more is refused by InvalidRequestException' },
      hooks: () =>
        refusing('UpdateSecretVersionStage', 'InvalidRequestException', ({ VersionStage: label }) =>
          String(label).endsWith('TOO_MUCH'),
        ),
    },
    {
      what: 'has no room for 50 tags',
      id: 'tags-51',
      row: { outcome: 'apply-fails', seen: '50 are refused (LimitExceededException)' },
      hooks: () => refusing('TagResource', 'LimitExceededException'),
    },
    {
      what: 'counts DescribeSecret as an access',
      id: 'access-by-describe',
      row: { outcome: 'differs', seen: 'a date' },
      hooks: (organization) => answering('DescribeSecret', () => access(organization)),
    },
    {
      what: 'counts a denied read as an access',
      id: 'access-by-denied-read',
      row: { outcome: 'differs', seen: 'a date' },
      hooks: (organization) => ({
        after: ({ operation, input }) => {
          if (operation === 'GetSecretValue') access(organization, String(input.VersionId));
        },
      }),
    },
    {
      what: 'tells the day of the deletion as DeletedDate',
      id: 'deleted-date',
      row: { outcome: 'differs', seen: '7 days from now', follows: 'nothing: only its presence counts' },
      hooks: () =>
        answering('DescribeSecret', (output) => {
          if (output.DeletedDate instanceof Date) output.DeletedDate = new Date(Number(output.DeletedDate) + 7 * DAY);
        }),
    },
    {
      what: 'tells no versions of a secret on its way out',
      id: 'deleted-reads',
      row: { outcome: 'differs', seen: expect.stringContaining('ListSecretVersionIds is refused') },
      hooks: (organization) =>
        refusing(
          'ListSecretVersionIds',
          'InvalidRequestException',
          () => secretsOf(organization)[0]?.deletion !== undefined,
        ),
    },
    {
      what: 'loses the policy of a secret that is restored',
      id: 'restore',
      row: { outcome: 'differs', seen: 'it lost some' },
      hooks: (organization) =>
        answering('RestoreSecret', () => {
          for (const secret of secretsOf(organization)) delete secret.resourcePolicy;
        }),
    },
    {
      what: 'does not restore',
      id: 'restore',
      row: { outcome: 'differs', seen: 'still on its way out after a minute' },
      hooks: (organization) =>
        answering('RestoreSecret', () => {
          for (const secret of secretsOf(organization))
            secret.deletion = { requestedAt: organization.world.now, dueAt: organization.world.now };
        }),
    },
    {
      what: 'takes a signature no longer than 5 minutes',
      id: 'signature-iam',
      row: { outcome: 'differs', seen: 'taken at 4 min; refused at 6, 14, 16 min (SignatureDoesNotMatch)' },
      hooks: ({ world }) => ({
        before: ({ service, signedAt = world.now }) => {
          if (service === 'iam' && world.now - signedAt > 5 * MINUTE)
            throw new AwsError('SignatureDoesNotMatch', 'Signature expired', 403);
        },
      }),
    },
    {
      what: 'knows no session yet',
      id: 'signature-iam',
      row: { outcome: 'not-seen', seen: 'refused when fresh (InvalidClientTokenId)' },
      hooks: () => ({
        before: ({ service }) => {
          if (service === 'iam') throw new AwsError('InvalidClientTokenId', 'no', 403);
        },
      }),
    },
  ])('and $what is found out', async ({ id, row, hooks }) => {
    const organization = organizationToProbe();
    expect(rowOf(await keyturnProbe(organization, line, { hooks: hooks(organization) }), id)).toMatchObject(row);
  });

  it('and lets others read is found out', async () => {
    const organization = organizationToProbe();
    const { id } = organization.management;
    const before = ({ operation }: InProcessRequest) => {
      if (operation === 'GetSecretValue')
        for (const secret of secretsOf(organization, id)) delete secret.resourcePolicy;
    };
    const probed = await keyturnProbe(organization, '--account self --yes --json', { hooks: { before } });
    expect(verdictOf(probed)).toEqual([3, 'do-not-apply']);
    expect(rowOf(probed, 'read-by-others')).toMatchObject({ outcome: 'apply-fails', seen: 'the value was read' });
    expect(rowOf(probed, 'access-by-denied-read').outcome).toBe('not-seen');
  });
});

interface Difference {
  readonly what: string;
  readonly id: ProbeRowId;
  readonly row: Partial<Record<keyof ProbeRow, unknown>>;
  readonly hooks: (organization: Organization) => Hooks;
}

type Input = InProcessRequest['input'];

const refusing = (refused: string, code: string, isMeant: (input: Input) => boolean = () => true): Hooks => ({
  before: ({ operation, input }) => {
    if (operation === refused && isMeant(input)) throw new AwsError(code, 'no', 400);
  },
});

/** Changes what AWS answers, or what it did. */
const answering = (answered: string, change: (output: Record<string, unknown>, input: Input) => void): Hooks => ({
  after: ({ operation, input }, outcome) => {
    if (operation === answered && 'output' in outcome) change(outcome.output as Record<string, unknown>, input);
  },
});

const access = (organization: Organization, only?: string): void => {
  for (const secret of secretsOf(organization))
    for (const version of secret.versions.values())
      if (only === undefined || version.id === only) version.lastAccessedOn = organization.world.now;
};
