import type { Mutant } from './guards.ts';

/** What keeps the Terraform modules at what the templates say. */
export const terraformMutants: readonly Mutant[] = [
  {
    guard: 'the module member-role lacks no property of the template',
    file: 'infra/terraform/member-role.ts',
    text: 'if (write === undefined) throw',
    without: "if (write === undefined) return []; if (property === '') throw",
    tests: 'infra/terraform/member-role.test.ts',
  },
  {
    guard: 'a text of a policy is no template of Terraform',
    file: 'infra/terraform/hcl.ts',
    text: '.replace(/[$%]\\{/g, (mark) => mark.charAt(0) + mark)',
    without: '',
    tests: 'infra/terraform/policy-document.test.ts',
  },
  {
    guard: 'a function of a template that Terraform has no counterpart of is not left out',
    file: 'infra/terraform/policy-document.ts',
    text: 'if (written === undefined) throw',
    without: "if (written === undefined) return 'null'; if (name === '') throw",
    tests: 'infra/terraform/policy-document.test.ts',
  },
];
