import { expect, it } from 'vitest';
import { html } from './html.ts';

it('values are escaped, in text and in attributes, unless they are markup already', () => {
  const hostile = `<a href='x' title="y">&`;
  expect(html`<p title="${hostile}">${[hostile, html`<b>${1}</b>`, undefined]}</p>`.markup).toBe(
    '<p title="&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;">&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;<b>1</b></p>',
  );
});
