import { ListRegionsCommand } from '@aws-sdk/client-account';
import type { AccountRegions } from '../../app/ports/account.ts';
import type { Client } from '../client/client-factory.ts';
import { pages } from '../client/pages.ts';
import { ask, expected } from '../client/send.ts';

/** Regions of the account of the client's credentials, by AWS Account Management. */
export const accountRegions = (client: Client): AccountRegions => ({ enabled: () => enabledRegions(client) });

/** The service's largest page. */
const MaxResults = 50;

const enabledRegions = async (client: Client): Promise<readonly string[]> => {
  const operation = 'account:ListRegions';
  const list = (NextToken: string | undefined) =>
    ask(
      client,
      new ListRegionsCommand({ NextToken, MaxResults, RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'] }),
    );
  const found: string[] = [];
  for await (const { Regions } of pages(list, (page) => page.NextToken, operation))
    found.push(
      ...expected(Regions, operation, 'Regions').map(({ RegionName }) => expected(RegionName, operation, 'RegionName')),
    );
  return found;
};
