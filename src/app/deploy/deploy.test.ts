import { describe, expect, it } from 'vitest';
import { MANAGEMENT, memory, PRIMARY, portsOf, stack } from './in-memory.fixture.ts';
import { all, deployed, play } from './play.fixture.ts';

const NOTIFIER = 'Lambda/notifier-0123456789ab.zip';

describe('a deployment', () => {
  it('makes every part, asks before each, and the second time writes nothing', async () => {
    const world = memory();
    const first = await play(world);
    expect(first.outcomes).toEqual(all('created'));
    expect(first.questions).toHaveLength(6);
    expect(first.writes).toContain('instances r-root r');
    const second = await play(world, { given: {} });
    expect([second.outcomes, second.writes, second.questions]).toEqual([all('unchanged'), [], []]);
  });

  it('as a dry run tells the same, and writes nothing', async () => {
    const { outcomes, writes, questions } = await play(memory(), { isDryRun: true });
    expect([outcomes, writes, questions]).toEqual([all('to-create'), [], []]);
  });

  it('stops at the first no', async () => {
    const { outcomes, writes } = await play(memory(), { answer: 'no' });
    expect([outcomes, writes]).toEqual([{ bucket: 'declined' }, []]);
  });

  it('keeps what was set in the console, and changes what is given', async () => {
    const world = await deployed();
    const main = world.stacks.get('keyturn');
    world.stacks.set('keyturn', {
      ...stack('keyturn', 'CREATE_COMPLETE'),
      ...main,
      parameters: { ...main?.parameters, DryRunFlag: 'False' },
    });
    expect((await play(world, { given: {} })).writes).toEqual([]);
    const { outcomes, parts } = await play(world, { given: { RotationPeriod: '73' } });
    expect(outcomes.main).toBe('updated');
    expect(parts.at(-1)?.lines).toEqual([
      'Parameter RotationPeriod: 90 -> 73',
      'Parameter InactivePeriod: 100 -> 83',
      'Add X (T)',
    ]);
    expect(world.stacks.get('keyturn')?.parameters).toMatchObject({ DryRunFlag: 'False', InactivePeriod: '83' });
  });

  it('gives the roles the same names everywhere', async () => {
    const world = memory();
    await play(world, { given: { AdminEmailAddress: 'a@example.com', IAMRoleName: 'ours', OrgListRole: 'lister' } });
    expect(world.sets.get('keyturn-members')?.parameters).toMatchObject({
      IAMRoleName: 'ours',
      AWSOrgID: 'o-abcdefghij',
    });
    expect(world.stacks.get('keyturn-management-account')?.parameters).toEqual({ IAMRoleName: 'ours' });
    expect(world.stacks.get('keyturn-list-accounts-role')?.parameters).toEqual({ IAMRoleName: 'lister' });
  });

  it.each([
    [{}, 'the template needs a value for AdminEmailAddress'],
    [{ AdminEmailAddress: 'a@example.com', RotationPerod: '1' }, 'RotationPerod: did you mean RotationPeriod?'],
    [{ AdminEmailAddress: 'a@example.com', constructor: '1' }, 'no template has these parameters:\n  constructor'],
    [{ AdminEmailAddress: 'a@example.com', RotationPeriod: '5' }, 'rotateAfterDays is 5'],
    [{ AdminEmailAddress: 'a@example.com', InactivePeriod: '99' }, 'inactivePeriod (InactivePeriod) is 99'],
    [{ AdminEmailAddress: 'a@example.com', RunLambdaInVPC: 'true', VpcId: 'vpc-0a1b2c3d' }, 'give SubnetId'],
  ])('refuses %j before it writes', async (given, message) => {
    const world = memory();
    await expect(play(world, { given })).rejects.toMatchObject({
      name: 'settings-refused',
      message: expect.stringContaining(message),
    });
    expect(world.writes).toEqual([]);
  });
});

describe('where it runs', () => {
  it('outside an Organization it is refused', async () => {
    await expect(play({ ...memory(), organization: undefined })).rejects.toMatchObject({
      name: 'organization-missing',
    });
  });

  it('as a delegated administrator it leaves the management account to whoever is there', async () => {
    const world = { ...memory(), account: PRIMARY, isDelegated: true };
    const { outcomes, parts, writes } = await play(world);
    expect(outcomes).toEqual({ ...all('created'), management: 'elsewhere' });
    expect(writes).toContain('create set as DELEGATED_ADMIN');
    expect(parts.find(({ part }) => part === 'management')?.lines.join('\n')).toMatch(
      /aws cloudformation deploy --region r --stack-name keyturn-management-account .* --parameter-overrides IAMRoleName=member-role/,
    );
  });

  it('in another member account it says what to do in the management account, and how', async () => {
    const { outcomes, parts } = await play({ ...memory(), account: PRIMARY, trusts: 'unknown' });
    expect(outcomes).toEqual({ ...all('elsewhere'), bucket: 'created', package: 'created', main: 'created' });
    const lines = parts.flatMap((part) => part.lines).join('\n');
    expect(lines).toContain(`register-delegated-administrator --account-id ${PRIMARY}`);
    expect(lines).toContain(`signed in to the management account ${MANAGEMENT}`);
    expect(lines).toContain('ParameterKey=AWSOrgID,ParameterValue=o-abcdefghij');
  });

  it('turns trusted access on from the management account only', async () => {
    const { writes, questions } = await play({ ...memory(), trusts: false });
    expect([writes[0], questions[0]]).toEqual(['trust', 'Turn on trusted access for CloudFormation StackSets?']);
    const elsewhere = play({ ...memory(), trusts: false, account: PRIMARY, isDelegated: true });
    await expect(elsewhere).rejects.toMatchObject({ remedy: expect.stringContaining('activate-organizations-access') });
  });

  it('uses no bucket of another Region', async () => {
    const bucket = { region: 'other', isEncrypted: true, isPublicBlocked: true, isVersioned: true, isTlsOnly: true };
    await expect(play({ ...memory(), bucket })).rejects.toMatchObject({ name: 'bucket-refused' });
  });
});

describe('the package', () => {
  it('is uploaded where it differs, and an own mail template stays', async () => {
    const world = await deployed();
    world.objects.set('p/Lambda/a.zip', { sha256: 'old', writtenAs: 'old', versionId: 'v' });
    world.objects.set('p/template/mail.html', { sha256: 'own words', writtenAs: undefined, versionId: 'v' });
    const { writes, outcomes } = await play(world);
    expect([writes, outcomes.package]).toEqual([['put p/Lambda/a.zip'], 'updated']);
  });

  it('reaches CloudFormation in the versions that were uploaded or compared, code as templates', async () => {
    const world = memory();
    await play(world);
    const version = (path: string) => world.objects.get(`p/${path}`)?.versionId;
    for (const { stack: name, template, parameters } of world.proposals) {
      expect(template.versionId, name).toBe(world.objects.get(template.key)?.versionId);
      expect(template.versionId).toMatch(/^v\d+ of p\/CloudFormation/);
      if (name === 'keyturn') expect(parameters.NotifierCodeVersion).toBe(version(NOTIFIER));
    }
    expect(world.proposals.map((proposal) => proposal.stack)).toContain('keyturn');
  });

  it('whose bucket keeps versions late is uploaded until it does', async () => {
    const world = memory();
    let late = 3;
    const ports = portsOf(world);
    const put: typeof ports.buckets.put = async (...args) => {
      const versionId = await ports.buckets.put(...args);
      return late-- > 0 ? undefined : versionId;
    };
    const { outcomes } = await play(world, {}, { ...ports, buckets: { ...ports.buckets, put } });
    expect(outcomes).toEqual(all('created'));
    expect(world.proposals.every(({ template }) => template.versionId !== undefined)).toBe(true);
  });

  it('that somebody wrote over is uploaded again, and the stack follows to the new version', async () => {
    const world = await deployed();
    world.objects.set(`p/${NOTIFIER}`, {
      sha256: undefined,
      writtenAs: 'sum of code of the notifier',
      versionId: 'evil',
    });
    const { writes, parts } = await play(world);
    expect(writes[0]).toBe(`put p/${NOTIFIER}`);
    expect(parts.at(-1)?.lines[0]).toMatch(/^Parameter NotifierCodeVersion: v\d+ of .* -> v1 of /);
    expect(world.stacks.get('keyturn')?.parameters.NotifierCodeVersion).not.toBe('evil');
  });

  it('replaces a mail template that nobody changed since keyturn wrote it', async () => {
    const world = await deployed();
    world.objects.set('p/template/mail.html', { sha256: 'older', writtenAs: 'older', versionId: 'v' });
    expect((await play(world)).writes).toEqual(['put p/template/mail.html']);
  });
});

describe('another member role', () => {
  const given = { AdminEmailAddress: 'a@example.com', IAMRoleName: 'another-role' };

  it('is refused while the deployed writers do not name it: it could not write to the secrets', async () => {
    const world = await deployed();
    const refused = play(world, { given });
    await expect(refused).rejects.toMatchObject({
      message: 'the role another-role could not write to secrets that name member-role as their writer',
      remedy: expect.stringContaining('--set writers=role/another-role'),
    });
    expect(world.writes).toEqual([]);
  });

  it('is taken once they do', async () => {
    const world = await deployed();
    const main = world.stacks.get('keyturn');
    if (main) Object.assign(main.parameters, { SecretWriters: 'role/ops/*,role/another-role' });
    expect((await play(world, { given })).outcomes.main).toBe('updated');
  });
});

describe('while a run is under way', () => {
  const running = async () => {
    const world = await deployed();
    const stack = world.stacks.get('keyturn');
    if (stack !== undefined) world.stacks.set('keyturn', { ...stack, template: '{}' });
    world.objects.clear();
    return Object.assign(world, { runs: [{ name: 'run-7', startedAt: '2027-01-15T06:00:00Z' }] });
  };

  it('nothing is changed: the run is named, and what to do', async () => {
    const world = await running();
    await expect(play(world)).rejects.toMatchObject({
      name: 'deployment-busy',
      message: 'the run run-7 is under way since 2027-01-15T06:00:00Z',
      remedy: expect.stringContaining('arn:aws:states:r:1:execution:run:run-7'),
    });
    expect(world.writes).toEqual([]);
  });

  it('a dry run says so, and shows the changes all the same', async () => {
    const { remarks, outcomes } = await play(await running(), { isDryRun: true });
    expect(remarks.join()).toMatch(/^the run run-7 is under way since .*would refuse until it has ended$/);
    expect(outcomes.main).toBe('to-update');
  });

  it('that began since, the main stack is left as it is', async () => {
    const world = await running();
    let looks = 0;
    const ports = { ...portsOf(world), runs: { underWay: async () => (looks++ === 0 ? [] : world.runs) } };
    await expect(play(world, {}, ports)).rejects.toMatchObject({ name: 'deployment-busy' });
    expect(world.writes.filter((write) => /keyturn (change|new)/.test(write))).toEqual([]);
  });
});
