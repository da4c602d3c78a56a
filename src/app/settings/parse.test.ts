import { describe, expect, it } from 'vitest';
import { parseSettings } from './parse.ts';
import type { SettingSources } from './sources.ts';

const none: SettingSources = { flags: [], file: undefined, environment: {} };
const fromFile = (values: unknown): SettingSources => ({ ...none, file: { name: 'keyturn.yaml', values } });

const problemsIn = (sources: SettingSources, purpose?: 'plan' | 'apply'): readonly string[] => {
  const parsed = parseSettings(sources, purpose);
  return parsed.ok ? [] : parsed.problems.map((problem) => problem.message);
};

const settingsIn = (sources: SettingSources, purpose?: 'plan' | 'apply') => {
  const parsed = parseSettings(sources, purpose);
  if (!parsed.ok) throw new Error(parsed.problems.map((problem) => problem.message).join('\n'));
  return parsed;
};

describe('settings', () => {
  it('are 90, 10, 10 and 7 days, under the names of the AWS sample, when nothing is said', () => {
    const { settings, dryRun } = settingsIn(none);
    expect(settings.policy).toEqual({
      rotateAfterDays: 90,
      installGraceDays: 10,
      recoveryGraceDays: 10,
      warnDays: 7,
      quietDays: 14,
      idleDays: 90,
      retirement: 'when-quiet',
      twoKeys: 'retire-idle',
      inactiveKeys: 'delete-when-blocking',
      unusedKeys: 'rotate',
      datelessKeys: 'ask',
    });
    expect(settings.memberRole).toBe('asa-iam-key-rotation-lambda-assumed-role');
    expect(settings.exemptions).toEqual([]);
    expect(settings.pace).toEqual({
      accountKeys: 20,
      accountPercent: 10,
      organizationKeys: 100,
      organizationPercent: 5,
    });
    expect(settings.breaker).toEqual({ keys: 20, percent: 50 });
    expect(dryRun).toBeUndefined();
  });

  it('come from a flag before the file, and from the file before the environment, and say so', () => {
    const { settings, origins } = settingsIn({
      flags: [{ flag: '--rotate-after-days', path: 'rotateAfterDays', value: '60' }],
      file: { name: 'keyturn.yaml', values: { rotateAfterDays: 70, warnDays: 5, pace: { accountPercent: 100 } } },
      environment: { KEYTURN_WARN_DAYS: '4', KEYTURN_QUIET_DAYS: '20', KEYTURN_IDLE_DAYS: '', PATH: '/bin' },
    });
    expect(settings.policy).toMatchObject({ rotateAfterDays: 60, warnDays: 5, quietDays: 20, idleDays: 90 });
    expect(settings.pace.accountPercent).toBe(100);
    expect(origins).toMatchObject({
      rotateAfterDays: { source: 'flag', name: '--rotate-after-days' },
      warnDays: { source: 'file', name: 'keyturn.yaml: warnDays' },
      'pace.accountPercent': { source: 'file', name: 'keyturn.yaml: pace.accountPercent' },
      quietDays: { source: 'environment', name: 'KEYTURN_QUIET_DAYS' },
      idleDays: { source: 'default' },
    });
  });

  it.each([
    ['an unknown setting', { colour: 'red' }, 'there is no setting colour: remove it'],
    ['a name of every object', { constructor: 'x' }, 'there is no setting constructor: remove it'],
    ['another name of every object', { toString: 'x' }, 'there is no setting toString: remove it'],
    ['a nested name of every object', { pace: { valueOf: 1 } }, 'there is no setting pace.valueOf: remove it'],
    [
      'the name of a prototype',
      JSON.parse('{"__proto__": {"warnDays": 1}}'),
      'there is no setting __proto__: remove it',
    ],
    ['a misspelt setting', { rotateAftrDays: 90 }, 'there is no setting rotateAftrDays: did you mean rotateAfterDays?'],
    [
      'a misspelt parameter',
      { RotationPeriods: 90 },
      'there is no setting RotationPeriods: did you mean RotationPeriod?',
    ],
    [
      'a misspelt nested one',
      { pace: { acountKeys: 1 } },
      'there is no setting pace.acountKeys: did you mean pace.accountKeys?',
    ],
    ['period 0', { rotateAfterDays: 0 }, 'rotateAfterDays is 0: give a whole number of days from 1 to 3650'],
    ['a negative one', { warnDays: -1 }, 'warnDays is -1: give a whole number of days from 1 to 3650'],
    ['a fraction', { warnDays: 1.5 }, 'warnDays is 1.5: give a whole number of days from 1 to 3650'],
    ['a word', { warnDays: 'soon' }, 'warnDays is "soon": give a whole number of days from 1 to 3650'],
    ['nothing', { warnDays: null }, 'warnDays is null: give a whole number of days from 1 to 3650'],
    ['too many days', { idleDays: 3651 }, 'idleDays is 3651: give a whole number of days from 1 to 3650'],
    ['an unknown choice', { retirement: 'later' }, 'retirement is "later": give when-quiet or on-schedule'],
    ['a role ARN', { memberRole: 'arn:aws:iam::1:role/x' }, /memberRole is "arn:aws:iam::1:role\/x": give a role name/],
    [
      'no Region',
      { secretRegion: 'Frankfurt' },
      'secretRegion is "Frankfurt": give the code of a Region such as eu-central-1',
    ],
    ['no account', { listAccount: 12 }, /listAccount is 12: give an account id of twelve digits/],
    [
      'no address',
      { adminEmail: 'admin' },
      'adminEmail is "admin": give one email address such as security@example.com',
    ],
    ['two addresses', { adminEmail: 'a@b.de,c@d.de' }, /adminEmail is "a@b.de,c@d.de": give one email address/],
    ['a split header', { adminEmail: 'a@b.de\r\nBcc: c@d.de' }, /adminEmail is .*: give one email address/],
    [
      'replicas',
      { replicas: ['eu-west-1'] },
      /replicas is \["eu-west-1"\]: give nothing but the default: replicas are not/,
    ],
    ['a schedule', { schedule: '12 h' }, /schedule is "12 h": give nothing but the default: run `keyturn apply`/],
    [
      'central secrets without a KMS key',
      { StoreSecretsInCentralAccount: 'True' },
      /kmsKey is null, and storeSecretsInCentralAccount is true: AWS's own key serves no other account/,
    ],
    [
      "central secrets under AWS's own KMS key",
      { StoreSecretsInCentralAccount: 'True', KmsKey: 'alias/aws/secretsmanager' },
      /kmsKey is "alias\/aws\/secretsmanager"/,
    ],
    [
      'central secrets without a policy of the user',
      { StoreSecretsInCentralAccount: 'True', KmsKey: 'alias/mine', Grant: 'resource-policy' },
      /grant is "resource-policy", and storeSecretsInCentralAccount is true/,
    ],
    ['a list', [1], 'the file holds no settings: give lines as `rotateAfterDays: 90`'],
    ['grace beyond the period', { rotateAfterDays: 20 }, /rotateAfterDays is 20, not more than installGraceDays/],
    ['a warning beyond the grace', { warnDays: 11 }, /warnDays is 11, more than installGraceDays \(10\)/],
    ['InactivePeriod', { InactivePeriod: '90' }, /inactivePeriod \(InactivePeriod\) is 90, but .* is 100: remove it/],
    [
      'two names',
      { RotationPeriod: 80, rotateAfterDays: 90 },
      /rotateAfterDays is also given as keyturn.yaml: RotationPeriod/,
    ],
  ])('refuse %s, and say what to do', (_, values, message) => {
    const [first] = problemsIn(fromFile(values));
    if (typeof message === 'string') expect(first).toBe(message);
    else expect(first).toMatch(message);
  });

  it('list every problem at once, with its origin', () => {
    const parsed = parseSettings(
      {
        flags: [{ flag: '--warn-days', path: 'warnDays', value: '0' }],
        file: { name: 'keyturn.yaml', values: { memberRole: 'a/b', exemptions: [{ group: 'a/b' }] } },
        environment: { KEYTURN_ROTATE_AFTER_DAY: '80' },
      },
      'apply',
    );
    expect(parsed.ok ? [] : parsed.problems.map(({ path, origin }) => [path, origin?.name])).toEqual([
      ['KEYTURN_ROTATE_AFTER_DAY', 'KEYTURN_ROTATE_AFTER_DAY'],
      ['warnDays', '--warn-days'],
      ['memberRole', 'keyturn.yaml: memberRole'],
      ['exemptions[0]', 'keyturn.yaml: exemptions'],
      ['adminEmail', undefined],
    ]);
  });

  it('say of a misspelt variable which one is meant', () => {
    expect(problemsIn({ ...none, environment: { KEYTURN_ROTATE_AFTER_DAY: '80' } })).toEqual([
      'there is no setting KEYTURN_ROTATE_AFTER_DAY: did you mean KEYTURN_ROTATE_AFTER_DAYS?',
    ]);
  });
});

describe('apply', () => {
  it('needs an adminEmail, which plan does not', () => {
    expect(problemsIn(none, 'plan')).toEqual([]);
    expect(problemsIn(none, 'apply')).toEqual([
      'adminEmail is missing: give --admin-email, the sender of notices that SES may send from',
    ]);
  });

  it('refuses when the file says dryRun: true, and goes on when it says false', () => {
    const adminEmail = 'admin@example.com';
    expect(problemsIn(fromFile({ adminEmail, dryRun: true }), 'plan')).toEqual([]);
    expect(problemsIn(fromFile({ adminEmail, dryRun: true }), 'apply')).toEqual([
      'dryRun is true: apply would change things; use `keyturn plan`, or set dryRun: false',
    ]);
    expect(problemsIn(fromFile({ adminEmail, DryRunFlag: 'False' }), 'apply')).toEqual([]);
  });
});

describe('the parameters of an existing stack', () => {
  it('are settings under another name', () => {
    const { settings, dryRun } = settingsIn(
      fromFile({
        PrimaryAccountID: '111122223333',
        AWSOrgID: 'o-a1b2c3d4e5',
        IAMRoleName: 'member',
        OrgListAccount: '111122223333',
        OrgListRole: 'list',
        IAMExemptionGroup: 'Exempt',
        AdminEmailAddress: 'admin@example.com',
        DryRunFlag: 'True',
        RotationPeriod: '90',
        InactivePeriod: '100',
        InactiveBuffer: '10',
        RecoveryGracePeriod: '10',
        ResourceOwnerTag: '',
        CredentialReplicationRegions: '',
        StoreSecretsInCentralAccount: 'False',
        S3BucketName: 'my-bucket',
        S3BucketPrefix: 'asa/asa-iam-rotation/',
        EmailTemplateAudit: 'audit.html',
        RunLambdaInVPC: 'False',
      }),
    );
    expect(dryRun).toBe(true);
    expect(settings).toMatchObject({
      organizationId: 'o-a1b2c3d4e5',
      memberRole: 'member',
      listRole: 'list',
      listAccount: '111122223333',
      exemptions: [{ by: 'group', value: 'Exempt' }],
      adminEmail: 'admin@example.com',
      ownerTag: undefined,
      templates: {
        bucket: 'my-bucket',
        enforce: 'asa/asa-iam-rotation/template/iam-auto-key-rotation-enforcement.html',
        audit: 'asa/asa-iam-rotation/template/audit.html',
      },
    });
  });
});

describe('mail templates', () => {
  const templatesIn = (values: Record<string, unknown>) =>
    settingsIn(fromFile({ S3BucketName: 'mails', ...values })).settings.templates;
  const file = 'template/iam-auto-key-rotation-enforcement.html';

  it.each([true, false])('of real runs and of dry runs are both known, whatever the run is (dryRun: %s)', (dryRun) => {
    const own = { EmailTemplateEnforce: 'real.html', EmailTemplateAudit: 'dry.html', S3BucketPrefix: 'a/b', dryRun };
    expect(templatesIn(own)).toEqual({
      bucket: 'mails',
      enforce: 'a/b/template/real.html',
      audit: 'a/b/template/dry.html',
    });
  });

  it.each([
    ['', file],
    ['/', file],
    ['/a//', `a/${file}`],
  ])('lie in the folder template/ below the prefix %j', (prefix, key) => {
    expect(templatesIn({ 'templates.prefix': prefix })).toEqual({ bucket: 'mails', enforce: key, audit: key });
  });

  it('are the built-in ones where no bucket is named', () => {
    expect(settingsIn(fromFile({ EmailTemplateEnforce: 'real.html' })).settings.templates).toBeUndefined();
  });
});

describe('exemptions', () => {
  it('of flags and of the file add up, so that no flag takes one away', () => {
    const { settings } = settingsIn({
      flags: [
        { flag: '--exempt-group', path: 'exempt.group', value: ['Breakglass'] },
        { flag: '--exempt-tag', path: 'exempt.tag', value: ['keyturn=exempt'] },
      ],
      file: {
        name: 'keyturn.yaml',
        values: {
          exemptions: [
            { group: 'Breakglass', reason: 'listed twice' },
            { path: '/service/', reason: 'vendor', approver: 'CISO', until: '2027-01-31' },
            { account: '111122223333' },
            { ou: 'ou-ab12-11111111' },
            { user: 'ses-*' },
            { tag: 'keep' },
          ],
        },
      },
      environment: { KEYTURN_EXEMPT_GROUP: 'FromEnvironment' },
    });
    expect(settings.exemptions).toEqual([
      { by: 'group', value: 'Breakglass' },
      { by: 'tag', value: 'keyturn=exempt' },
      { by: 'path', value: '/service/', reason: 'vendor', approver: 'CISO', until: '2027-01-31' },
      { by: 'account', value: '111122223333' },
      { by: 'ou', value: 'ou-ab12-11111111' },
      { by: 'user', value: 'ses-*' },
      { by: 'tag', value: 'keep' },
      { by: 'group', value: 'FromEnvironment' },
    ]);
  });

  it.each([
    [
      'an account as a number',
      [{ account: 12 }],
      /exemptions\[0\]: account is 12: give an account id of twelve digits/,
    ],
    [
      'two conditions in one',
      [{ group: 'A', tag: 'b=c' }],
      'exemptions[0]: give one of user, group, tag, path, account or ou',
    ],
    ['no condition', [{ reason: 'x' }], 'exemptions[0]: give one of user, group, tag, path, account or ou'],
    ['an unknown field', [{ group: 'A', untill: 'x' }], /there is no field untill: use one of user, group/],
    [
      'a day that is none',
      [{ group: 'A', until: '2027-13-01' }],
      /until is "2027-13-01": give a date such as 2027-01-31/,
    ],
    [
      'a path without its slash',
      [{ path: '/service' }],
      /path is "\/service": give a path that begins and ends with \//,
    ],
    [
      'a day that no calendar has',
      [{ group: 'A', until: '2027-02-30' }],
      /until is "2027-02-30": give a date such as 2027-01-31/,
    ],
    ['every user by a pattern', [{ user: '*' }], /user is "\*": give a user name/],
    ['an ARN for a user', [{ user: 'arn:aws:iam::111122223333:user/ann' }], /give a user name \(no ARN, no path\)/],
    ['a tag without a key', [{ tag: '=yes' }], /give a tag in the form key=value, or the key alone/],
    ['no list', { group: 'A' }, /exemptions is not a list/],
  ])('refuse %s', (_, exemptions, message) => {
    const [first] = problemsIn(fromFile({ exemptions }));
    if (typeof message === 'string') expect(first).toBe(message);
    else expect(first).toMatch(message);
  });
});
