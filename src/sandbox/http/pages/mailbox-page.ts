import type { SandboxMail, World } from '../../world.ts';
import { html, type Markup } from './html.ts';
import { overview } from './overview.ts';
import { style } from './page-style.ts';

/** The sandbox as a page: its mail, newest first, one of them opened, and whose keys are how old. */
export const mailboxPage = (world: World, openedId: string | undefined): string => {
  const mails = [...world.mailbox].reverse();
  const opened = mails.find((mail) => mail.messageId === openedId);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${mails.length} mails - keyturn sandbox</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>keyturn <span>sandbox</span></h1>
<p class="clock">It is <time datetime="${iso(world.now)}">${moment(world.now)}</time> UTC here</p>
<nav aria-label="Let time pass">${[1, 7, 30].map(travelButton)}</nav>
</header>
<main>
<section class="mail" aria-label="Mail">
${mails.length > 0 ? inbox(mails, opened) : undefined}
${opened ? letter(opened) : unopened(mails)}
</section>
${overview(world)}
</main>
</body>
</html>
`.markup;
};

const iso = (at: number): string => new Date(at).toISOString();
const moment = (at: number): string => iso(at).slice(0, 16).replace('T', ' ');

const travelButton = (days: number): Markup =>
  html`<form method="post" action="/_sandbox/travel?days=${days}"><button>+${days} ${days === 1 ? 'day' : 'days'}</button></form>`;

const inbox = (mails: readonly SandboxMail[], opened: SandboxMail | undefined): Markup => html`<ol class="inbox">
${mails.map(
  (mail) => html`<li><a href="/_sandbox/?mail=${encodeURIComponent(mail.messageId)}"${current(mail === opened)}>
<span class="subject">${mail.subject || '(no subject)'}</span>
<time datetime="${iso(mail.at)}">${moment(mail.at)}</time>
<span class="to">${mail.from} to ${mail.to.join(', ')}</span>
</a></li>
`,
)}</ol>`;

const current = (is: boolean): Markup | undefined => (is ? html` aria-current="true"` : undefined);

const unopened = (mails: readonly SandboxMail[]): Markup =>
  html`<div class="letter empty"><p>${
    mails.length === 0 ? 'No mail yet. What SES accepts in this sandbox arrives here.' : 'Choose a mail to read it.'
  }</p></div>`;

const letter = (mail: SandboxMail): Markup => html`<article class="letter">
<h2>${mail.subject || '(no subject)'}</h2>
<dl>
<dt>From</dt><dd>${mail.from}</dd>
<dt>To</dt><dd>${mail.to.join(', ')}</dd>
${mail.cc.length > 0 ? html`<dt>Cc</dt><dd>${mail.cc.join(', ')}</dd>` : undefined}
<dt>Sent</dt><dd>${moment(mail.at)} UTC, by SES in ${mail.region}, account ${mail.accountId}</dd>
</dl>
${mail.html === undefined ? undefined : html`<iframe title="The mail as HTML" sandbox srcdoc="${mail.html}"></iframe>`}
${mail.text === undefined ? undefined : textPart(mail.text, mail.html === undefined)}
</article>`;

const textPart = (text: string, alone: boolean): Markup =>
  alone ? html`<pre>${text}</pre>` : html`<details><summary>As plain text</summary><pre>${text}</pre></details>`;
