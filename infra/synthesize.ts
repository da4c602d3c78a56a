import type { Stack } from 'aws-cdk-lib';
import type { Zips } from './main/functions.ts';
import { mainStack } from './main/main-stack.ts';
import { listRoleStack } from './members/list-role-stack.ts';
import { memberStack } from './members/member-stack.ts';
import { templateFiles } from './names.ts';
import { type PlainTemplate, templateOf } from './plain-stack.ts';
import { vpcEndpointsStack } from './vpc-endpoints-stack.ts';
import { watchStack } from './watch/watch-stack.ts';

/** Every stack, under the name of its template's file. */
export const stacks = (zips: Zips): Readonly<Record<string, Stack>> => ({
  [templateFiles.members]: memberStack({
    name: templateFiles.members.replace('.yaml', ''),
    description:
      'keyturn: what it needs in a member account. Deploy it as a StackSet with service-managed permissions, in one Region.',
    part: 'member',
  }),
  [templateFiles.managementAccount]: memberStack({
    name: templateFiles.managementAccount.replace('.yaml', ''),
    description:
      'keyturn: what it needs in the management account, which StackSets with service-managed permissions skip. Deploy it there as a stack.',
    part: 'management-account',
  }),
  [templateFiles.listRole]: listRoleStack(),
  [templateFiles.main]: mainStack(zips),
  [templateFiles.vpcEndpoints]: vpcEndpointsStack(),
  [templateFiles.watch]: watchStack(),
});

export const synthesize = (zips: Zips): Readonly<Record<string, PlainTemplate>> =>
  Object.fromEntries(Object.entries(stacks(zips)).map(([file, stack]) => [file, templateOf(stack)]));
