import { describe, expect, it } from 'vitest';
import { html } from '../../text/html.ts';
import { builtInTemplate } from '../built-in-template.ts';
import { digestExample, recipientsExample } from '../digest-example.ts';
import { valuesOf } from '../placeholders.ts';
import { parseTemplate } from '../template.ts';

const actions = html`<div class="kt-text"><p>Install <b>the new key</b></p></div>`;
const values = valuesOf({ ...digestExample(), ...recipientsExample() }, actions);

const rendered = (source: string): string => {
  const template = parseTemplate(source);
  const rendering = template.kind === 'usable' ? template.render(values) : template;
  return rendering.kind === 'rendered' ? rendering.html : `UNUSABLE: ${rendering.why}`;
};

const HIDDEN = 'UNUSABLE: does not show {{ actions }}: its reader would not learn what to do';
const inside = (style: string) => `<div style="${style}">{{actions}}</div><p>Nothing to do</p>`;
const under = (css: string, cell = 'td') =>
  `<style>${css}</style><table><tr><${cell} class="news" id="n">{{actions}}</${cell}></tr></table>`;

describe('a template whose text of actions', () => {
  it.each([
    ['is not displayed', inside('display:none')],
    ['is not displayed, in capitals and important', inside('DISPLAY : NONE !important')],
    ['is hidden', '<div hidden>{{actions}}</div>'],
    ['is invisible', inside('visibility: hidden')],
    ['has no size', inside('font-size:0;color:#fff')],
    ['has the size of a dot', inside('font-size:1px')],
    ['has no size by its font', inside('font: 0/0 a')],
    ['has no size within one that has', `<div style="font-size:16px">${inside('font-size:0')}</div>`],
    ['has a share of no size', `<div style="font-size:0">${inside('font-size:120%')}</div>`],
    ['is transparent', inside('opacity:.01')],
    ['has a transparent colour', inside('-webkit-text-fill-color: rgba(0,0,0,0)')],
    ['has no height', inside('max-height:0;overflow:hidden')],
    ['is moved off the page', inside('position:absolute;left:-9999px')],
    ['is indented off the page', inside('text-indent: -999em')],
    ['is cut off', inside('clip-path: inset(100%)')],
    ['is made small', inside('transform: scale(0)')],
    ['is left out by Outlook', inside('mso-hide:all')],
    ['is cut off after a line', inside('height:24px;overflow:hidden')],
    ['is cut off by what is around it', `<div style="overflow: hidden">${inside('max-height: 4em')}</div>`],
    ['is cut off by two rules', under('.news{overflow:hidden} table{height:60px}')],
    ['is cut off after two lines', inside('-webkit-line-clamp:2;overflow-y:clip')],
    ['has lines upon each other', inside('line-height:1px')],
    ['has letters upon each other', inside('letter-spacing:-1em')],
    ['has no size by its adjustment', inside('font-size-adjust: 0')],
    ['is written backwards', '<bdo dir="rtl">{{actions}}</bdo>'],
    ['is written backwards by its style', inside('direction:rtl;unicode-bidi:bidi-override')],
    ['is shown as dots', inside('-webkit-text-security: disc')],
    ['has the colour of its ground', inside('color:#fff;background:#FFF')],
    ['is replaced by a picture', under('.news { content: url(data:image/png;base64,aa) }')],
    ['has a size that a variable tells', inside('font-size: var(--size)')],
    ['stands deep in what is hidden', inside('display:none').replace('{{actions}}', '<p><b>{{actions}}</b></p>')],
    ['is in the title', '<title>{{actions}}</title>'],
    ['is hidden by a class', under('.news{display:none}')],
    ['is hidden by an id', under('#n { font-size: 0 }')],
    ['is hidden by what is around it', under('table td.news{display:none}')],
    ['is hidden on phones', under('@media (max-width: 600px) { .news { display: none } }')],
    ['is hidden by a rule in a rule', under('table { .news { display: none } }')],
    ['is hidden by a rule in a comment of old browsers', under('<!-- .news{display:none} -->')],
    ['is hidden in a part', under('.kt-text p { display:none }')],
    ['is hidden in a part that it stands in', under('td > .kt-text { max-height: 1px }')],
    ['is hidden by a selector that nobody can follow', under('td:nth-oddity(2) { display:none }')],
    ['is hidden under the mouse', under('td:hover { visibility: hidden }')],
  ])('%s is not usable', (_, source) => expect(rendered(source)).toBe(HIDDEN));

  it.each([
    ['in an attribute', '<p title="{{actions}}">Nothing to do</p>'],
    ['in an attribute, and shown elsewhere', '<p title="{{actions}}">{{actions}}</p>'],
    ['as an attribute', '<p {{actions}}>Nothing to do</p>'],
  ])('is %s is not usable', (_, source) => expect(rendered(source)).toMatch(/^UNUSABLE: (names|holds)/));

  it.each([
    ['beside what is hidden', `<span style="display:none">Preview</span>${inside('font-size:16px;line-height:1.4')}`],
    ['beside a hidden class', `${under('.preview{display:none} @media print { .menu { display:none } }')}`],
    [
      'in wide tables',
      '<table width="100%"><tr><td height="20" style="width:100%;margin:-1px 0 0">{{actions}}</td></tr></table>',
    ],
    ['shown once and hidden once', `${inside('display:none')}{{actions}}`],
    ['behind a comment', '<!-- a comment -->{{actions}}'],
    [
      'in a column of a framework for mails',
      '<table><tr><td style="direction:ltr;font-size:0px;padding:20px 0"><div style="font-size:0;line-height:0px"></div><div style="font-family:Arial;font-size:13px;line-height:1.2">{{actions}}</div></td></tr></table>',
    ],
    ['in a box with round corners', '<div style="border-radius:4px;overflow:hidden;height:100%">{{actions}}</div>'],
    ['beside a banner of a height', '<div style="height:80px;overflow:hidden">Example Ltd</div>{{actions}}'],
  ])('is %s is usable', (_, source) => expect(rendered(source)).toContain(actions.html));
});

describe('a template with', () => {
  it.each([
    ['a remote image', '<img src="https://elsewhere.example/x.gif">', '<img src>'],
    ['an image by protocol', '<img src="//elsewhere.example/x.gif">', '<img src>'],
    ['an image by path', '<img alt="" src="x.gif">', '<img alt>'],
    [
      'a set of images',
      '<img src="data:image/png;base64,aa" srcset="https://elsewhere.example/x.gif 2x">',
      '<img srcset>',
    ],
    ['a remote background', '<table background="https://elsewhere.example/x.gif"></table>', '<table background>'],
    ['a refresh', '<meta http-equiv="refresh" content="0;url=https://elsewhere.example">', '<meta http-equiv>'],
    ['a remote style sheet', '<link rel="stylesheet" href="https://elsewhere.example/x.css">', '<link rel>'],
    ['a script in an attribute', '<img src="data:image/png;base64,aa" onerror="alert(1)">', '<img onerror>'],
    ['a script in an address', '<a href="javascript:alert(1)">x</a>', '<a href>'],
    ['a script in a spread address', '<a href="java&#10;script:alert(1)">x</a>', '<a href>'],
    ['a drawing', '<svg onload="alert(1)"></svg>', '<svg onload>'],
    ['a video', '<video src="https://elsewhere.example/x"></video>', '<video src>'],
    ['a folded part', '<details><summary>ok</summary></details>', '<details>'],
    ['an input', '<input name="password">', '<input name>'],
    ['raw text', '<xmp><b></xmp>', '<xmp>'],
  ])('%s is not usable, and the remark names it', (_, source, lost) =>
    expect(rendered(`${source}{{actions}}`)).toBe(
      `UNUSABLE: holds ${lost}, which is not for mails: they run nothing and fetch nothing`,
    ),
  );

  it.each([
    [
      'a picture of its style sheet',
      '<style>td{background:url(https://elsewhere.example/x.gif)}</style>',
      'fetches or runs',
    ],
    ['an escape in its style sheet', '<style>td{background:\\75rl(x)}</style>', 'fetches or runs'],
    ['a picture of an element', '<p style="background:url(//elsewhere.example/x.gif)">x</p>', 'fetches or runs'],
    ['an expression', '<p style="width:expression(alert(1))">x</p>', 'fetches or runs'],
    ['another style sheet', '<style>@import "https://elsewhere.example/x.css";</style>', 'holds @import'],
    ['a style sheet in a style sheet', '<style>@media screen{@font-face{font-family:x}}</style>', 'holds @font-face'],
    ['an animation', '<style>@keyframes x{to{opacity:0}} td{animation:x 1s forwards}</style>', 'holds @keyframes'],
    ['a style within a scope', '<style>@scope (td){:scope{display:none}}</style>', 'holds @scope'],
    [
      'a part that lies over others',
      '<div style="position:fixed;top:0;background:#fff">No news</div>',
      '\\(position\\)',
    ],
    ['a part that lies over others by a rule', '<style>.x{position:absolute}</style>', '\\(position\\)'],
    ['a part that is moved over others', '<p style="transform:translateY(300px)">No news</p>', '\\(transform\\)'],
    ['a part that is pulled over others', '<p style="margin:-300px 0 0">No news</p>', '\\(margin\\)'],
    ['a part that is shifted over others', '<p style="position:relative;top:400px">No news</p>', '\\(top\\)'],
    ['a style sheet that cannot be read', '<style>a{b</style>', 'cannot be read'],
    ['too many rules that hide', `<style>${'a{display:none}'.repeat(51)}</style>`, 'more than 50 rules'],
    ['too many elements in each other', '<div>'.repeat(101), 'nests more than 100'],
  ])('%s is not usable', (_, source, why) =>
    expect(rendered(`${source}{{actions}}`)).toMatch(new RegExp(`^UNUSABLE: .*${why}`)),
  );

  it('what mails are made of is written as it is, without its comments', () => {
    const head = '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN">\n<html><head>';
    const meta = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />';
    const style = '<style type="text/css">p.p1 {margin: 0.0px 0.0px 0.0px 0.0px; font: 12.0px Helvetica}</style>';
    const body =
      '<body><p class="p1"><img src="data:image/png;base64,aa" alt="" /><a href="https://wiki.example.com/keys">';
    const end = 'our rules</a><br /></p></body></html>';
    expect(rendered(`${head}${meta}${style}</head><!-- x -->${body}{{actions}}${end}`)).toBe(
      `${head}${meta}${style}</head>${body}${actions.html}${end}`,
    );
  });

  it('a comment that browsers end earlier than others hides nothing', () => {
    expect(rendered('<!--> <div style="display:none"> -->{{actions}}')).not.toContain('<div style');
  });

  it('what keyturn itself writes is usable, around every mail that it makes', () => {
    expect(rendered(builtInTemplate)).toContain(actions.html);
  });

  it('selectors that are slow to follow does not hold up a run', () => {
    const css = Array.from({ length: 50 }, (_, n) => `p ~ p ~ p ~ i${n} * b { display: none }`).join('');
    const before = performance.now();
    expect(rendered(`<style>${css}</style>${'<p>x</p>'.repeat(20_000)}{{actions}}`)).toContain(actions.html);
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
