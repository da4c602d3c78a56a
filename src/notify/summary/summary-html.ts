import { type Html, html } from '../../text/html.ts';
import { style } from '../style.ts';
import type { Block, Line, Section, SummaryCount, SummaryMessage } from './summary-message.ts';

/** The summary as HTML. Looks right without any style sheet; the classes serve dark mode. */
export const summaryHtml = ({ headline, run, notes, counts, sections, whole, help }: SummaryMessage): Html => html`
<div class="kt-text" style="${style.text}">
<h1 style="${style.headline}">${headline}</h1>
<p class="kt-muted" style="${style.account}">${run}</p>
${notes.map((note) => html`<div style="${style.banner}"><div class="kt-note" style="${style.note}">${note}</div></div>`)}
<table role="presentation" class="kt-card" cellpadding="0" cellspacing="0" border="0" width="100%" style="${style.card}">
<tr><td colspan="2" height="8" style="${style.gap}">&nbsp;</td></tr>${counts.map(countRow)}
<tr><td colspan="2" height="8" style="${style.gap}">&nbsp;</td></tr>
</table>
${sections.map(sectionHtml)}
<p class="kt-line" style="${style.whole}">${whole.text}</p>
<div class="kt-code" style="${style.code}">${whole.command}</div>
<p style="${style.help}">${help}</p>
</div>`;

const countRow = ({ label, value }: SummaryCount): Html => html`
<tr><td class="kt-muted" valign="top" style="${style.label}">${label}</td><td align="right" valign="top" style="${style.figure}">${value}</td></tr>`;

const sectionHtml = ({ title, lead, blocks, more }: Section): Html => html`
<h2 style="${style.section}">${title}</h2>
${lead === undefined ? '' : html`<p style="${style.paragraph}">${lead}</p>`}
${blocks.map(blockHtml)}
${more === undefined ? '' : html`<p class="kt-muted" style="${style.more}">${more}</p>`}`;

const blockHtml = ({ what, remedy, lines }: Block): Html => html`
<table role="presentation" class="kt-card" cellpadding="0" cellspacing="0" border="0" width="100%" style="${style.card}">
${what === undefined ? html`<tr><td height="8" style="${style.gap}">&nbsp;</td></tr>` : html`<tr><td style="${style.user}">${what}</td></tr>`}
${remedy === undefined ? '' : html`<tr><td style="${style.remedy}"><strong>What to do:</strong> ${remedy}</td></tr>`}${lines.map(lineHtml)}
<tr><td height="8" style="${style.gap}">&nbsp;</td></tr>
</table>`;

const lineHtml = ({ name, place, says }: Line): Html => html`
<tr><td style="${style.line}">${name}${place === undefined ? '' : html` <span class="kt-muted" style="${style.place}">&nbsp;${place}</span>`}${says === undefined || says === '' ? '' : html`<br><span class="kt-muted" style="${style.place}">${says}</span>`}</td></tr>`;
