import type { PlainTemplate } from '../plain-stack.ts';
import { deploymentParameters, deploymentVariables } from './deployment-parameters.ts';
import { memberRolePolicies, memberRoleVariables } from './member-role.ts';

/** A file of the modules that is written from the templates. */
export interface ModuleFile {
  /** From the root of the checkout. */
  readonly path: string;
  readonly text: string;
}

const HEAD = '# Written from the templates by `npm run terraform`: change infra/ instead.';

/** Everything in `terraform/` of which the templates are the source. */
export const moduleFiles = (templates: Readonly<Record<string, PlainTemplate>>): readonly ModuleFile[] => [
  file('deployment/variables-of-parameters.tf', deploymentVariables(templates)),
  file('deployment/parameters.tf', [deploymentParameters(templates)]),
  file('member-role/variables.tf', memberRoleVariables(templates)),
  file('member-role/policies.tf', [memberRolePolicies(templates)]),
];

const file = (path: string, blocks: readonly string[]): ModuleFile => ({
  path: `terraform/${path}`,
  text: `${[HEAD, ...blocks].join('\n\n')}\n`,
});
