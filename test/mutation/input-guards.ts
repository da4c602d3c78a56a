import type { Mutant } from './guards.ts';

const pages = 'src/notify/mail-html';

/** Guards against what others wrote: mail templates, settings, packages, requests to the sandbox. */
export const inputMutants: readonly Mutant[] = [
  {
    guard: 'a template that would lose something is not used',
    file: 'src/notify/mail-html/sanitize.ts',
    text: 'if (html === whole)',
    without: "if (html === whole || whole !== '')",
    tests: pages,
  },
  {
    guard: 'a template refreshes no page',
    file: 'src/notify/mail-html/sanitize.ts',
    text: "(tag === 'meta' && !isHarmlessMeta(attribs['http-equiv']))",
    without: "(tag === 'meta' && attribs.content === '')",
    tests: pages,
  },
  {
    guard: 'a template fetches no picture',
    file: 'src/notify/mail-html/sanitize.ts',
    text: "(tag === 'img' && !isEmbedded(attribs.src))",
    without: "(tag === 'img' && attribs.src === '')",
    tests: pages,
  },
  {
    guard: 'a style fetches and runs nothing',
    file: 'src/notify/mail-html/style-sheets.ts',
    text: "if (node.type === 'decl' && isFetching(node))",
    without: "if (node.type === 'decl' && isFetching(node) && node.prop === '')",
    tests: pages,
  },
  {
    guard: 'the actions stand in no tag',
    file: 'src/notify/mail-html/shows-actions.ts',
    text: '< countIn(page, marker))',
    without: '< countIn(page, marker) - 1)',
    tests: pages,
  },
  {
    guard: 'an element that hides by itself shows no actions',
    file: 'src/notify/mail-html/shows-actions.ts',
    text: 'UNSEEN.has(element.name) || isHiddenByItself(element)',
    without: 'UNSEEN.has(element.name)',
    tests: pages,
  },
  {
    guard: 'no rule of a style sheet hides the actions, or a part of them',
    file: 'src/notify/mail-html/shows-actions.ts',
    text: '[...outer, ...DomUtils.findAll(() => true, placed)]',
    without: 'outer',
    tests: pages,
  },
  {
    guard: 'a selector that nobody can follow may hide the actions',
    file: 'src/notify/mail-html/shows-actions.ts',
    text: '  } catch {\n    return true;',
    without: '  } catch {\n    return false;',
    tests: pages,
  },
  {
    guard: 'a name of every object is no setting',
    file: 'src/app/settings/stack-parameters.ts',
    text: 'Object.create(null)',
    without: '{}',
    tests: 'src/app/settings/parse.test.ts',
  },
  {
    guard: 'a page of another site reaches no mailbox by a name of its own',
    file: 'src/sandbox/http/control.ts',
    text: 'if (!isOwnName(request, host))',
    without: "if (!isOwnName(request, host) && request.path === '')",
    tests: 'src/sandbox/http/control.test.ts',
  },
  {
    guard: 'the body of a request is bounded',
    file: 'src/sandbox/http/server.ts',
    text: 'if (length > MOST_BYTES)',
    without: 'if (length > 2 * MOST_BYTES)',
    tests: 'src/sandbox/http/control.test.ts',
  },
  {
    guard: 'settings that do not fit into the environment of a function are refused before anything is changed',
    file: 'src/app/deploy/environment-size.ts',
    text: 'if (size > MOST_BYTES)',
    without: 'if (size > 2 * MOST_BYTES)',
    tests: 'src/app/deploy/environment-size.test.ts',
  },
  {
    guard: 'a report without the columns of keys is none, also where it names no user',
    file: 'src/aws/iam/report-rows.ts',
    text: 'if (rows === undefined || !rows.every(hasColumns))',
    without: 'if (rows === undefined)',
    tests: 'src/aws/iam/report-rows.test.ts',
  },
  {
    guard: 'a key of which a report does not say whether it is active is no inactive one',
    file: 'src/aws/iam/report-rows.ts',
    text: 'users.every(isComplete) ?',
    without: 'users.every((row) => row.user !== undefined) ?',
    tests: 'src/aws/iam/report-rows.test.ts',
  },
];
