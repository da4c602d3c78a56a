import { expect, test } from 'vitest';
import { smallWorld } from '../../small-world.fixture.ts';

test("an account's Regions are told page by page, with those that it has not asked for", () => {
  const { member, call } = smallWorld();
  member.optInRegions.add('eu-south-1');
  const regions: Record<string, string>[] = [];
  for (let NextToken: string | undefined, first = true; first || NextToken !== undefined; first = false) {
    const page = call('account', 'ListRegions', { MaxResults: 7, NextToken });
    regions.push(...page.Regions);
    NextToken = page.NextToken;
  }
  const statusOf = (name: string) => regions.find(({ RegionName }) => RegionName === name)?.RegionOptStatus;
  expect([statusOf('us-east-1'), statusOf('eu-south-1'), statusOf('me-south-1')]).toEqual([
    'ENABLED_BY_DEFAULT',
    'ENABLED',
    'DISABLED',
  ]);
  const { Regions } = call('account', 'ListRegions', { RegionOptStatusContains: ['ENABLED'] });
  expect(Regions).toEqual([{ RegionName: 'eu-south-1', RegionOptStatus: 'ENABLED' }]);
});
