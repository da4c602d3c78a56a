import { type Html, html } from '../text/html.ts';

interface PageParts {
  readonly title: Html;
  readonly body: Html;
  readonly footer: Html;
}

/**
 * The whole page of a mail. It fetches nothing, and looks right without its style sheet, which serves dark mode and
 * phones.
 */
export const page = ({ title, body, footer }: PageParts): Html => html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
<style>
:root { color-scheme: light dark; }
@media (max-width: 680px) {
  .kt-outer { padding: 0 !important; }
  .kt-sheet { border-radius: 0 !important; border-left: 0 !important; border-right: 0 !important; }
  .kt-inner { padding-left: 20px !important; padding-right: 20px !important; }
}
@media (prefers-color-scheme: dark) {
  .kt-page { background-color: #12161c !important; }
  .kt-sheet { background-color: #1b212a !important; border-color: #2f3843 !important; }
  .kt-text { color: #e6eaf0 !important; }
  .kt-muted { color: #9aa6b5 !important; }
  .kt-line { border-color: #2f3843 !important; }
  .kt-card { background-color: #212934 !important; border-color: #343f4c !important; }
  .kt-code { background-color: #11161d !important; color: #dbe2ea !important; }
  .kt-note { background-color: #3a2f12 !important; color: #f3dfae !important; }
}
</style>
</head>
<body class="kt-page" style="margin:0;padding:0;background-color:#f2f4f7">
<table role="presentation" class="kt-page" cellpadding="0" cellspacing="0" border="0" width="100%" style="background-color:#f2f4f7">
<tr><td class="kt-outer" align="center" style="padding:32px 12px">
<table role="presentation" class="kt-sheet" cellpadding="0" cellspacing="0" border="0" width="100%" style="max-width:640px;background-color:#ffffff;border:1px solid #e1e5ea;border-radius:10px;border-collapse:separate">
<tr><td class="kt-inner kt-muted kt-line" style="padding:18px 36px;border-bottom:1px solid #e1e5ea;font-family:-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica,Arial,sans-serif;font-size:14px;line-height:20px;color:#5b6675">
<strong class="kt-text" style="color:#1c2430">keyturn</strong> &nbsp;Access key rotation
</td></tr>
<tr><td class="kt-inner" align="left" style="padding:28px 36px 32px">
${body}
</td></tr>
<tr><td class="kt-inner kt-muted kt-line" align="left" style="padding:20px 36px 24px;border-top:1px solid #e1e5ea;font-family:-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica,Arial,sans-serif;font-size:13px;line-height:20px;color:#5b6675">
${footer}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
