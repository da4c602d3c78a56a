import type { DemoFacts } from '../../demo-organization/demo-organization.ts';
import type { Who } from '../../demo-organization/special-users.ts';

/** A user whose story the demo tells by name. */
export interface Player extends Who {
  readonly about: string;
}

export const castOf = ({ cases }: DemoFacts): readonly Player[] => [
  { ...cases.adoptsAtOnce, about: 'its application takes a new key at once' },
  { ...cases.adoptsAfterFiveDays, about: 'its team takes five days to install a key' },
  { ...cases.neverAdopts, about: 'nobody ever installs a new key' },
  { ...cases.networkRestricted, about: 'its key works in its office network alone' },
  { ...cases.comma, about: 'a comma in the name, forbidden in secrets' },
  { ...cases.oneOfTwoIdle, about: 'two keys, one idle: no slot for a new one' },
  { ...cases.twoKeysInUse, about: 'two keys, and both are in use' },
  { ...cases.exempt, about: 'exempt, as member 101 of the exemption group' },
];
