import { htmlFooter } from '../brand/footer';
import { htmlHeader } from '../brand/header';
import type { Letterhead } from '../brand/letterhead';
import { buttonColors } from './dress';
import { asHtml } from '../template/write';

export interface Page {
  /** Safe HTML. */
  readonly body: string;
  /** Plain text. */
  readonly title: string;
  readonly locale: string;
  /** If false, it is light, whatever the reader prefers. */
  readonly suitsDark: boolean;
  /** Null: nothing but the words. */
  readonly letterhead: Letterhead | null;
}

const fonts = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** The default look of a body's elements. Without it a mail is plainer, and as easy to read. */
const look = [
  '.card h1{margin:0 0 20px;font-size:22px;line-height:1.3;font-weight:bold}',
  '.card p{margin:0 0 16px}',
  '.card ul,.card ol{margin:0 0 16px;padding:0 24px}',
  '.card li{margin:0 0 4px}',
  '.card a{color:#1d4ed8}',
  '.card .last>:last-child{margin-bottom:0}',
  '.foot div{margin:0 0 4px}',
  '.foot a{color:#52606d}',
  '.card .code{-webkit-user-select:all;user-select:all}',
  // what iOS takes for a date or a number looks like the text around it
  'a[x-apple-data-detectors]{color:inherit!important;text-decoration:none!important}',
].join('');

const narrow = [
  '@media (max-width:480px){',
  '.edge{padding:0!important}',
  '.card{padding:24px 20px!important;border-width:0 0 1px!important;border-radius:0!important}',
  '.card .button{display:block!important;text-align:center!important}',
  '.foot{padding:16px 20px!important}',
  '}',
].join('');

const rightToLeftLook =
  '[dir=rtl] .quote{padding:2px 16px 2px 0!important;border-left:0!important;border-right:3px solid #9aa5b1!important}';

const dark = {
  '.sheet': 'background-color:#15181c!important',
  '.card': 'background-color:#1f2429!important;border-color:#343b42!important;color:#e8eaed!important',
  '.card .small': 'color:#b6bec7!important',
  '.foot': 'color:#b6bec7!important',
  '.foot a': 'color:#b6bec7!important',
  // many are dark upon nothing
  '.card .logo': 'background-color:#ffffff!important;padding:8px!important;border-radius:4px!important',
  '.card .quote': 'border-color:#6b7681!important',
  '.card a': 'color:#9cc4ff!important',
  '.card .button': `background-color:${buttonColors.background}!important;color:${buttonColors.text}!important`,
};

function darkRules(before: string): string {
  return Object.entries(dark)
    .map(([selector, rules]) => `${before}${selector}{${rules}}`)
    .join('');
}

/**
 * Several elements, because Gmail drops a whole one over a rule that it does not know. `color-scheme` and the media
 * query are for Apple Mail and Thunderbird; Outlook on the web marks what it darkened with `data-ogsc`.
 */
const styles = {
  light: sheets([schemeOf('light only'), look, narrow, rightToLeftLook]),
  dark: sheets([
    schemeOf('light dark'),
    look,
    narrow,
    rightToLeftLook,
    `@media (prefers-color-scheme:dark){${darkRules('')}}`,
    darkRules('[data-ogsc] '),
  ]),
};

function schemeOf(schemes: string): string {
  return `:root{color-scheme:${schemes};supported-color-schemes:${schemes}}`;
}

function sheets(rules: readonly string[]): string {
  return rules.map((rule) => `<style>${rule}</style>`).join('\n');
}

/** Word knows neither `max-width` nor the pixels of a screen with a scale: it gets a table of its own, and 96 of them. */
const forOutlook = {
  head: '<!--[if mso]><xml><o:OfficeDocumentSettings xmlns:o="urn:schemas-microsoft-com:office:office"><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><style>*{font-family:Arial,sans-serif!important}</style><![endif]-->',
  open: '<!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->',
  close: '<!--[if mso]></td></tr></table><![endif]-->',
};

/**
 * One column of at most 600 pixels around a body. Nothing is loaded from anywhere: no picture, no font, nothing that
 * tells when the mail was read. Language and direction stand twice: webmail drops the `<html>` that names them first.
 */
export function layOut({ body, title, locale, suitsDark, letterhead }: Page): string {
  const [language, direction] = [asHtml(locale), directionOf(locale)];
  const schemes = suitsDark ? 'light dark' : 'light only';
  const side = direction === 'rtl' ? 'right' : 'left';
  const table = 'role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"';
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="${schemes}">
<meta name="supported-color-schemes" content="${schemes}">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title>${asHtml(title)}</title>
${stylesFor(suitsDark, letterhead?.brand.color ?? null)}
${forOutlook.head}
</head>
<body class="sheet" style="margin:0;padding:0;background-color:#f4f5f7">
<div class="sheet" lang="${language}" dir="${direction}" style="background-color:#f4f5f7">
<table ${table}>
<tr><td class="edge" align="center" style="padding:24px 12px">
${forOutlook.open}
<table ${table} style="max-width:600px">
<tr><td class="card" align="${side}" style="padding:32px;background-color:#ffffff;border:1px solid #dfe3e8;border-radius:8px;font-family:${fonts};font-size:16px;line-height:1.5;color:#1f2933;text-align:${side};overflow-wrap:anywhere;word-break:break-word">
${letterhead ? htmlHeader(letterhead) : ''}<div class="last">
${body}
</div>
</td></tr>${letterhead ? footRow(letterhead, locale, side) : ''}
</table>
${forOutlook.close}
</td></tr>
</table>
</div>
</body>
</html>
`;
}

/** Of a button in the color of a brand, which may be as dark as the card at night. */
function stylesFor(suitsDark: boolean, color: string | null): string {
  if (!suitsDark) return styles.light;
  if (color === null) return styles.dark;
  const own = `background-color:${buttonColors.background}!important`;
  return styles.dark.replaceAll(
    own,
    `background-color:${color}!important;border:1px solid #6b7681!important`,
  );
}

function footRow(letterhead: Letterhead, locale: string, side: string): string {
  const lines = htmlFooter(letterhead, locale);
  if (lines === '') return '';
  return `
<tr><td class="foot" align="${side}" style="padding:16px 32px;font-family:${fonts};font-size:13px;line-height:1.5;color:#52606d;text-align:${side};overflow-wrap:anywhere">
${lines}
</td></tr>`;
}

const rightToLeft = new Set(['ar', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']);

function directionOf(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.has(locale.split('-', 1)[0]?.toLowerCase() ?? '') ? 'rtl' : 'ltr';
}
