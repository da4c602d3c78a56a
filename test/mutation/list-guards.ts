import type { Mutant } from './guards.ts';

const tests = 'test/scenarios/status';

/** What a list of users must not get wrong: it only reads, asks no more than a plan, and says what the plan says. */
export const listMutants: readonly Mutant[] = [
  {
    guard: 'a list of users only reads',
    file: 'src/cli/verbs/status.ts',
    text: "{ mode: 'plan' }, takers",
    without: "{ mode: 'apply' }, takers",
    tests: 'src/cli/verbs/status.test.ts',
  },
  {
    guard: 'a list reads no group that the plan does not read',
    file: 'src/app/account/user-statuses.ts',
    text: 'areGroupsRead ? await',
    without: 'areGroupsRead || true ? await',
    tests,
  },
  {
    guard: 'a list tells no step on the word of a report',
    file: 'src/app/account/user-statuses.ts',
    text: 'planned === undefined || !mayWait(planned)',
    without: 'planned === undefined',
    tests,
  },
  {
    guard: 'a list names no owner whose tag was not read',
    file: 'src/app/account/user-statuses.ts',
    text: "if (isUnread && context.settings.ownerTag !== undefined) return { addresses: [], from: 'tags-unread' };",
    without: '',
    tests,
  },
  {
    guard: 'apply takes no filter, which would pass for a choice of users',
    file: 'src/cli/verbs/apply.ts',
    text: 'if (!isFiltering(view.filter)) return view;',
    without: 'if (view !== undefined) return view;',
    tests: 'src/cli/verbs/plan-view.test.ts',
  },
  {
    guard: 'what a filter leaves out is counted',
    file: 'src/cli/list/shown-lines.ts',
    text: 'isFiltering(filter)\n',
    without: 'isFiltering(filter) && shown > of\n',
    tests: 'src/cli/verbs/plan-view.test.ts',
  },
];
