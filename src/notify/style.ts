const fonts = '-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica,Arial,sans-serif';
const codeFonts = 'ui-monospace,SFMono-Regular,Menlo,Consolas,Liberation Mono,monospace';

const ink = '#1c2430';
const muted = '#5b6675';
const line = '#e1e5ea';

/** Inline styles: many mail clients drop everything else. Where `break-word` is unknown, `break-all` stands. */
export const style = {
  text: `font-family:${fonts};font-size:15px;line-height:23px;color:${ink};text-align:left`,
  headline: 'margin:0 0 6px;font-size:24px;line-height:31px;font-weight:600;letter-spacing:-0.2px',
  account: `margin:0 0 24px;font-size:14px;line-height:20px;color:${muted}`,
  title: `margin:36px 0 12px;padding:28px 0 0;border-top:1px solid ${line};font-size:19px;line-height:26px;font-weight:600`,
  section: 'margin:28px 0 10px;font-size:17px;line-height:24px;font-weight:600',
  subtitle: 'margin:24px 0 8px;font-size:15px;line-height:22px;font-weight:600',
  paragraph: 'margin:0 0 16px',
  help: 'margin:28px 0 0',
  card: `margin:0 0 14px;border:1px solid ${line};border-radius:8px;border-collapse:separate;background-color:#fafbfc`,
  user: 'padding:14px 18px 6px;font-size:16px;line-height:22px;font-weight:600;word-break:break-all;word-break:break-word',
  label: `padding:3px 8px 3px 18px;font-size:14px;line-height:21px;color:${muted}`,
  value: 'padding:3px 18px 3px 0;font-size:14px;line-height:21px;word-break:break-all;word-break:break-word',
  codeValue: `padding:3px 18px 3px 0;font-family:${codeFonts};font-size:13px;line-height:21px;word-break:break-all`,
  inCard: 'padding:10px 18px 0',
  commandLabel: `font-size:14px;line-height:21px;color:${muted}`,
  figure: 'padding:3px 18px 3px 8px;font-size:14px;line-height:21px;font-weight:600',
  line: 'padding:4px 18px;font-size:14px;line-height:21px;word-break:break-all;word-break:break-word',
  place: `color:${muted}`,
  remedy: 'padding:0 18px 8px;font-size:14px;line-height:21px',
  more: `margin:0 0 14px;font-size:14px;line-height:21px;color:${muted};word-break:break-all`,
  whole: `margin:36px 0 8px;padding:24px 0 0;border-top:1px solid ${line};word-break:break-all;word-break:break-word`,
  gap: 'font-size:1px;line-height:8px',
  number: `padding:0 0 10px;font-size:15px;line-height:23px;color:${muted}`,
  step: 'padding:0 0 10px;font-size:15px;line-height:23px',
  banner: 'padding:0 0 16px',
  note: 'padding:10px 14px;border-radius:6px;background-color:#fff6e0;color:#5c4200;font-size:14px;line-height:21px',
  code: `margin:6px 0 4px;padding:10px 12px;border-radius:6px;background-color:#eef1f5;color:${ink};font-family:${codeFonts};font-size:12.5px;line-height:19px;word-break:break-all`,
} as const;
