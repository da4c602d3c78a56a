import { type Html, html } from '../text/html.ts';
import type { Card, Instruction, Message, NoticeGroup } from './message.ts';
import { style } from './style.ts';

/**
 * The message as HTML, for the `actions` of a template. Looks right without any style sheet; the classes serve dark
 * mode.
 */
export const htmlPart = (message: Message): Html => html`
<div class="kt-text" style="${style.text}">
<h1 style="${style.headline}">${message.headline}</h1>
<p class="kt-muted" style="${style.account}">${message.account}</p>
${message.dryRun === undefined ? '' : html`<div style="${style.banner}">${notice(message.dryRun)}</div>`}
${message.groups.map((group) => groupHtml(group, group.title !== message.headline))}
<p style="${style.help}">${message.help}</p>
</div>`;

const groupHtml = (group: NoticeGroup, isTitled: boolean): Html => html`
${isTitled ? html`<h2 class="kt-line" style="${style.title}">${group.title}</h2>` : ''}
<p style="${style.paragraph}">${group.lead}</p>
${group.cards.map(cardHtml)}
<h3 style="${style.subtitle}">What to do</h3>
<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%">${group.steps.map(stepHtml)}
</table>
<h3 style="${style.subtitle}">If you do nothing</h3>
<p style="${style.paragraph}">${group.otherwise}</p>`;

const cardHtml = ({ user, rows, note, command }: Card): Html => html`
<table role="presentation" class="kt-card" cellpadding="0" cellspacing="0" border="0" width="100%" style="${style.card}">
<tr><td colspan="2" style="${style.user}">${user}</td></tr>${rows.map(
  ({ label, value, isCode }) => html`
<tr><td class="kt-muted" valign="top" width="112" style="${style.label}">${label}</td><td valign="top" style="${isCode ? style.codeValue : style.value}">${value}</td></tr>`,
)}
${note === undefined ? '' : html`<tr><td colspan="2" style="${style.inCard}">${notice(note)}</td></tr>`}
${command === undefined ? '' : html`<tr><td colspan="2" style="${style.inCard}"><div class="kt-muted" style="${style.commandLabel}">${command.label}</div>${code(command.line)}</td></tr>`}
<tr><td colspan="2" height="8" style="${style.gap}">&nbsp;</td></tr>
</table>`;

const stepHtml = ({ text, command }: Instruction, index: number): Html => html`
<tr><td class="kt-muted" valign="top" width="28" style="${style.number}">${index + 1}.</td><td valign="top" style="${style.step}">${text}${command === undefined ? '' : code(command)}</td></tr>`;

const notice = (text: string): Html => html`<div class="kt-note" style="${style.note}">${text}</div>`;

const code = (line: string): Html => html`<div class="kt-code" style="${style.code}">${line}</div>`;
