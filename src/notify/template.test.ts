import { expect, test } from 'vitest';
import type { Mail } from '../app/ports/ses.ts';
import { html } from '../text/html.ts';
import { builtInTemplate } from './built-in-template.ts';
import { digestExample, recipientsExample } from './digest-example.ts';
import { connectNotifier } from './notifier.ts';
import { placeholders, type TemplateValues, valuesOf } from './placeholders.ts';
import { parseTemplate } from './template.ts';

const actions = html`<p>install <b>${'AKIA1'}</b></p>`;
const values = valuesOf({ ...digestExample(), ...recipientsExample() }, actions);

const rendered = (source: string, given: TemplateValues = values): string => {
  const template = parseTemplate(source);
  const rendering = template.kind === 'usable' ? template.render(given) : template;
  return rendering.kind === 'rendered' ? rendering.html : `UNUSABLE: ${rendering.why}`;
};

test('the built-in template is usable, and names every placeholder that a copy may want', () => {
  const page = rendered(builtInTemplate);
  expect(page).toContain(actions.html);
  expect(page).not.toContain('{{');
  const named = [...builtInTemplate.matchAll(/{{ (\w+) }}/g)].map(([, name]) => name);
  expect(placeholders.filter((name) => !named.includes(name))).toEqual([]);
});

test('a copy of the built-in template makes the same mail', async () => {
  const mails: Mail[] = [];
  const mailer = { send: async (mail: Mail) => ({ messageId: `m${mails.push(mail)}` }) };
  const store = { read: async () => builtInTemplate };
  const delivery = await connectNotifier({ mailer, templates: { store, enforce: 'copy', audit: 'copy' } }).deliver(
    digestExample(),
    recipientsExample(),
  );
  await connectNotifier({ mailer }).deliver(digestExample(), recipientsExample());
  expect(delivery).toEqual({ kind: 'accepted', messageId: 'm1' });
  expect(mails[0]).toEqual(mails[1]);
});

test('the built-in template fetches nothing from anywhere', () => {
  expect(builtInTemplate).not.toMatch(/https?:|src=|url\(|@import|<link|<img/i);
});

test.each(['{{actions}}', '{{ actions }}', '{{{ actions }}}', '{{& actions}}', '{{~actions~}}'])(
  '%s shows the actions as HTML',
  (tag) => expect(rendered(`<p>${tag}</p>`)).toBe(`<p>${actions.html}</p>`),
);

test('the placeholders of the AWS sample are filled in, with and without spaces', () => {
  const source = placeholders
    .filter((name) => name !== 'actions')
    .map((name, i) => (i % 2 ? `{{${name}}}` : `{{ ${name} }}`))
    .join('|');
  expect(rendered(`${source}{{actions}}`)).toBe(
    `aws|123456789012|payments|3 March 2027, 09:00 UTC|90|10|10|keys@example.com${actions.html}`,
  );
});

test('values are escaped, even where the template asks for them raw', () => {
  const hostile = { ...values, account_name: '<script>{{actions}}"\'' };
  const escaped = '&lt;script&gt;{{actions}}"\'';
  expect(rendered('{{account_name}} {{{account_name}}} {{&account_name}} {{actions}}', hostile)).toBe(
    `${escaped} ${escaped} ${escaped} ${actions.html}`,
  );
});

test('conditions on a placeholder work, and an empty value is false', () => {
  const source = '{{#if account_name}}A{{else}}B{{/if}}{{#unless account_name}}C{{/unless}}{{actions}}';
  expect(rendered(source)).toBe(`A${actions.html}`);
  expect(rendered(source, { ...values, account_name: '' })).toBe(`BC${actions.html}`);
});

const noActions = 'does not show {{ actions }}: its reader would not learn what to do';
const unknown = (name: string) => `names "${name}", which is not a placeholder of keyturn`;

test.each([
  ['nothing', ' \n', 'is empty'],
  ['an unknown placeholder', '{{actions}}{{ owner_nickname }}', unknown('owner_nickname')],
  ['a prototype', '{{actions}}{{constructor}}', unknown('constructor')],
  ['a prototype by path', '{{actions}}{{account_name.constructor}}', unknown('account_name.constructor')],
  ['__proto__', '{{actions}}{{__proto__}}', unknown('__proto__')],
  ['the whole context', '{{actions}}{{this}}', unknown('this')],
  ['the data root', '{{actions}}{{@root.actions}}', unknown('@root.actions')],
  ['a parent', '{{actions}}{{../actions}}', unknown('../actions')],
  ['lookup', '{{actions}}{{lookup this "constructor"}}', 'calls "lookup"'],
  ['log', '{{actions}}{{log account_id}}', 'calls "log"'],
  ['a helper with named values', '{{actions}}{{account_id x=1}}', 'calls "account_id"'],
  ['a loop', '{{actions}}{{#each this}}x{{/each}}', 'uses the block "each"'],
  ['with', '{{#with account_id}}{{actions}}{{/with}}', 'uses the block "with"'],
  ['a call in a condition', '{{actions}}{{#if (lookup this "x")}}{{/if}}', 'holds a call in a tag'],
  ['a condition on an unknown name', '{{actions}}{{#if owner}}{{/if}}', unknown('owner')],
  ['a partial', '{{actions}}{{> secret}}', 'uses partials or decorators'],
  ['an inline partial', '{{actions}}{{#*inline "x"}}{{/inline}}', 'uses partials or decorators'],
  ['a decorator', '{{actions}}{{* x}}', 'uses partials or decorators'],
  ['a raw block', '{{actions}}{{{{raw}}}}x{{{{/raw}}}}', 'uses the block "raw"'],
  ['an unclosed tag', '<p>\n{{actions', 'cannot be read in line 2'],
  [
    'an unclosed tag before long text',
    `{{account_id</p>\n${'(text) '.repeat(100)}{{actions}}`,
    'cannot be read in line 1',
  ],
  ['an unclosed block', '{{#if actions}}', 'cannot be read in line 1'],
  ['a Jinja filter', '{{ actions | safe }}', 'cannot be read in line 1'],
  ['a Jinja loop', '{% for a in b %}{{actions}}{% endfor %}', 'uses {% %} or {# #}'],
  ['a Jinja comment', '{# note #}{{actions}}', 'uses {% %} or {# #}'],
  ['a script', '{{actions}}<SCRIPT src=x>', 'holds a <script> element, which mail clients block'],
  ['a form', '<form>{{actions}}', 'holds a <form> element, which mail clients block'],
  ['no actions', 'Dear {{account_name}}', noActions],
  ['actions in a comment', '<!-- {{actions}} -->', noActions],
  ['actions in an open comment', '<!-- {{actions}}', noActions],
  ['actions in a style sheet', '<style>{{actions}}</style>', 'names {{ actions }} inside of a tag or of a style sheet'],
  ['actions that are never reached', '{{#unless account_id}}{{actions}}{{/unless}}', noActions],
  [
    'blocks nested deeply',
    `${'{{#if actions}}'.repeat(12)}{{actions}}${'{{/if}}'.repeat(12)}`,
    'nests more than 10 blocks',
  ],
  ['calls within calls', `{{actions}}{{if ${'(a '.repeat(60_000)}}}`, 'holds a call in a tag'],
  ['calls behind a quote', `{{actions}}{{if "}}<" ${'(a '.repeat(60_000)}}}`, 'holds a call in a tag'],
  ['an endless name', `{{actions}}{{${'a.'.repeat(90_000)}a}}`, 'has a tag of more than 1000 characters'],
  ['endless parameters', `{{actions}}{{if ${'a '.repeat(90_000)}}}`, 'has a tag of more than 1000 characters'],
  ['an endless comment', `{{actions}}{{!-- ${'-'.repeat(190_000)}`, 'cannot be read in line 1'],
  ['braces', `{{actions}}${'{'.repeat(190_000)}`, 'has more than 500 tags'],
  ['too many tags', '{{actions}}'.repeat(501), 'has more than 500 tags'],
  ['too much text', 'x'.repeat(200_001), 'is longer than 200000 characters'],
])('a template with %s is not used', (_what, source, why) => {
  expect(rendered(source)).toBe(`UNUSABLE: ${why}`);
});

test('a template that multiplies large actions is never rendered', () => {
  const large = { ...values, actions: html`${'<'.repeat(200_000)}${actions}` };
  const long = { ...values, actions: { html: 'x'.repeat(2_000_000) } };
  expect(rendered('{{actions}}'.repeat(500), long)).toBe('UNUSABLE: would make too large a mail');
  expect(rendered('{{actions}}', long)).toHaveLength(2_000_000);
  expect(rendered('{{actions}}{{actions}}', large)).not.toMatch(/^UNUSABLE/);
});

test.each([
  ['a tag that never begins', `<${' '.repeat(190_000)}`, '&lt;'.length + 190_000],
  ['comments that never end', '<!--'.repeat(45_000), 0],
  ['style sheets that never end', '<style'.repeat(30_000), 0],
  ['a long comment of Handlebars', `{{!-- (${'-'.repeat(190_000)}) --}}`, 0],
  ['many blocks', '{{#if actions}}x{{actions}}{{/if}}'.repeat(160), 160 * (1 + actions.html.length)],
])('%s adds what is left of it to the mail', (_what, source, length) => {
  expect(rendered(`{{actions}}${source}`)).toHaveLength(actions.html.length + length);
});

test('a template with minified CSS is used', () => {
  const source = '<style>@media print{#a{color:red}}</style>{{actions}}';
  expect(rendered(source)).toBe(source.replace('{{actions}}', actions.html));
});

test('a long unknown name with controls is told short and clean', () => {
  expect(rendered(`{{actions}}{{[\u001b[31m${'x'.repeat(500)}]}}`)).toMatch(/^UNUSABLE: names "\[?x{40,60}…", which/);
});
