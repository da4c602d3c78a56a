import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseSettings } from '../../app/settings/parse.ts';
import { givenParameters } from './given-parameters.ts';

const loaded = (values: unknown) => {
  const parsed = parseSettings({ flags: [], file: { name: 'keyturn.yaml', values }, environment: {} });
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed;
};

const given = (values: unknown, others: readonly string[] = []) => givenParameters(loaded(values), others);

/** As the functions read them. */
const exemptionsDeployed = (values: unknown) => loaded(given(values)).settings.exemptions;

describe('the parameters of a deployment', () => {
  it('are those of the settings file that README.md shows', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    const file = parse(/```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? '');
    expect(given(file)).toEqual({
      AdminEmailAddress: 'security@example.com',
      RotationPeriod: '57',
      Exemptions:
        '[{"path":"/vendors/","reason":"the vendor replaces its own keys","approver":"ann@example.com","until":"2027-12-31"}]',
    });
    expect(exemptionsDeployed(file)).toEqual(loaded(file).settings.exemptions);
  });

  it('carry exemptions of every kind', () => {
    const exemptions = [
      { group: 'Exempt' },
      { tag: 'a=b' },
      { path: '/service/', reason: 'vendor', approver: 'CISO', until: '2027-01-31' },
      { ou: 'ou-ab12-11111111' },
      { account: '111122223333', until: '2027-01-31' },
      { account: '222233334444' },
      { account: '333344445555' },
    ];
    expect(given({ exemptions })).toMatchObject({ ExemptAccounts: '222233334444,333344445555' });
    const byValue = (rules: readonly { readonly value: string }[]) =>
      rules.toSorted((a, b) => (a.value < b.value ? -1 : 1));
    expect(byValue(exemptionsDeployed({ exemptions }))).toEqual(byValue(loaded({ exemptions }).settings.exemptions));
  });

  it('take an end out of the stack that was taken out of the file', () => {
    expect(given({ exemptions: [{ group: 'Exempt' }] })).toEqual({ IAMExemptionGroup: 'Exempt', Exemptions: '' });
    expect(given({ exemptions: [{ account: '222233334444' }] })).toEqual({ ExemptAccounts: '222233334444' });
    expect(given({})).toEqual({});
  });

  it('may be emptied by --parameter, and a setting is given by --set', () => {
    expect(given({}, ['Exemptions=', 'MaxConcurrency=50'])).toEqual({ Exemptions: '', MaxConcurrency: '50' });
    expect(() => given({}, ['RotationPeriod=5'])).toThrow('give --set RotationPeriod=5');
  });

  it.each([
    [
      'two groups',
      [{ group: 'One' }, { group: 'Two' }],
      'only one exemption group can be deployed: keep one of One, Two',
    ],
    [
      'more than a parameter holds',
      [1, 2, 3, 4].map((n) => ({ path: `/${n}/`, reason: 'r'.repeat(450) })),
      'and a parameter holds 1500',
    ],
  ])('are refused for %s', (_, exemptions, message) => {
    expect(() => given({ exemptions })).toThrow(message);
  });
});
