import type { Policy } from '../../core/policy.ts';
import { groupValue, nestedValues } from './entry.ts';
import type { ExemptionRule, Settings } from './settings.ts';
import { type SettingValues, settingTable } from './table.ts';

/** Checked values, in the shape the rest of keyturn works with. */
export const settingsOf = (values: SettingValues, exemptions: readonly ExemptionRule[]): Settings =>
  ({ ...nestedValues(settingTable, values), exemptions }) as unknown as Settings;

export const policyOf = (values: SettingValues): Policy => groupValue(settingTable.policy, values);
