import type { AccountId } from '../../core/keys.ts';
import type { Policy } from '../../core/policy.ts';
import type { ExemptionRule, Settings } from './settings.ts';
import { policySettings, type SettingValues } from './table.ts';

/** Checked values, in the shape the rest of keyturn works with. */
export const settingsOf = (values: SettingValues, exemptions: readonly ExemptionRule[]): Settings => ({
  policy: policyOf(values),
  exemptions,
  adminEmail: values.adminEmail,
  memberRole: values.memberRole,
  listRole: values.listRole,
  listAccount: values.listAccount as AccountId | undefined,
  organizationId: values.organizationId,
  grant: values.grant,
  pace: {
    accountKeys: values['pace.accountKeys'],
    accountPercent: values['pace.accountPercent'],
    organizationKeys: values['pace.organizationKeys'],
    organizationPercent: values['pace.organizationPercent'],
    rotationsPerAccount: values.maxRotationsPerAccount,
    rotationsPerRun: values.maxRotationsPerRun,
  },
  breaker: { keys: values['breaker.keys'], percent: values['breaker.percent'] },
  secretRegion: values.secretRegion,
  kmsKey: values.kmsKey,
  templates: templatesOf(values),
  ownerTag: values.ownerTag,
  ownerDomains: values.ownerDomains,
  adopt: values.adopt,
  deployment: values.deployment,
  discovery: values.discovery,
  parallelAccounts: values.parallelAccounts,
  parallelUsers: values.parallelUsers,
});

const templatesOf = (values: SettingValues): Settings['templates'] => {
  const bucket = values['templates.bucket'];
  if (bucket === undefined) return undefined;
  const prefix = values['templates.prefix'].replace(/^\/+|\/+$/g, '');
  const keyOf = (file: string): string => (prefix === '' ? `template/${file}` : `${prefix}/template/${file}`);
  return { bucket, enforce: keyOf(values['templates.enforce']), audit: keyOf(values['templates.audit']) };
};

export const policyOf = (values: SettingValues): Policy => {
  const names = Object.keys(policySettings) as readonly (keyof typeof policySettings)[];
  return Object.fromEntries(names.map((name) => [name, values[name]])) as unknown as Policy;
};
