import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { templates } from '../../infra/written.fixture.ts';
import { parameterProofs } from '../../scripts/option-proofs.ts';
import { optionsPage } from '../../scripts/options-page.ts';
import { settingEntries } from '../../src/app/settings/table.ts';

/** Of the AWS sample's main template and its StackSet. */
const ofTheSample = [
  'PrimaryAccountID',
  'S3BucketName',
  'S3BucketPrefix',
  'IAMRoleName',
  'ExecutionRoleName',
  'InventoryExecutionRoleName',
  'OrgListAccount',
  'OrgListRole',
  'AdminEmailAddress',
  'AWSOrgID',
  'IAMExemptionGroup',
  'DryRunFlag',
  'ResourceOwnerTag',
  'EmailTemplateEnforce',
  'EmailTemplateAudit',
  'RotationPeriod',
  'InactivePeriod',
  'InactiveBuffer',
  'RecoveryGracePeriod',
  'StoreSecretsInCentralAccount',
  'CredentialReplicationRegions',
  'RunLambdaInVPC',
  'VpcId',
  'VpcCidr',
  'SubnetId',
  'SMTPUserParamName',
  'SMTPPasswordParamName',
];

describe('docs/options.md', () => {
  it('says what the tables say (else: npm run docs)', () => {
    const page = readFileSync(fileURLToPath(new URL('../../docs/options.md', import.meta.url)), 'utf8');
    expect(page).toBe(optionsPage().text);
  });

  it('has each parameter of the AWS sample, which a template of ours declares', () => {
    const settings = Object.values(settingEntries).flatMap(({ parameter }) => parameter ?? []);
    const listed = new Set([...settings, ...Object.keys(parameterProofs)]);
    expect(ofTheSample.filter((name) => !listed.has(name))).toEqual([]);
    const declared = new Set(
      Object.values(templates).flatMap((template) => Object.keys(template.Parameters as object)),
    );
    expect(ofTheSample.filter((name) => !declared.has(name))).toEqual([]);
  });

  it('names a test that stands in its file for each', () => {
    const links = [...optionsPage().text.matchAll(/\[([^\]]+)\]\(\.\.\/([^)]+\.test\.ts)\)/g)];
    expect(links.length).toBeGreaterThan(50);
    const wrong = links.filter(
      ([, title = '', file = '']) => !readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').includes(title),
    );
    expect(wrong.map(([, title, file]) => `${file}: ${title}`)).toEqual([]);
  });
});
