import type { DemoFacts } from '../../sandbox/demo-organization.ts';
import type { Who } from '../../sandbox/demo-organization-cases.ts';

/** A user whose story the demo tells by name. */
export interface Player extends Who {
  readonly about: string;
}

export const castOf = ({ cases }: DemoFacts): readonly Player[] => [
  { ...cases.adoptsAtOnce, about: 'its application takes a new key at once' },
  { ...cases.adoptsAfterFiveDays, about: 'its team needs five days to install a new key' },
  { ...cases.neverAdopts, about: 'nobody ever installs a new key' },
  { ...cases.networkRestricted, about: 'its key works in its office network alone' },
  { ...cases.comma, about: 'a comma in the name, which secret names forbid' },
  { ...cases.oneOfTwoIdle, about: 'two keys, so no slot for a new one; one is idle' },
  { ...cases.twoKeysInUse, about: 'two keys, and both are in use' },
  { ...cases.exempt, about: 'exempt, as member 101 of the exemption group' },
];
