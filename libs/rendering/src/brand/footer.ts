import { asHtml } from '../template/write';
import { footerTexts } from './footer-texts';
import type { Letterhead } from './letterhead';

/** A piece of a line: what is read, and where it leads. */
interface Part {
  readonly text: string;
  readonly href?: string;
}

/** Who writes and how to reach them: the lines below a mail. Empty for a brand of which nothing is known. */
function linesOf({ brand }: Letterhead, locale: string): Part[][] {
  const { questions, contactForm, privacyNotice, officer } = footerTexts(locale);
  const { name, postal_address, contact, privacy_notice_url, data_protection_officer: person } = brand;
  const { email, phone, url } = contact ?? { email: null, phone: null, url: null };
  const ways = [
    ...(email ? [mail(email)] : []),
    ...(phone ? [{ text: phone, href: `tel:${phone.replaceAll(/[^0-9+]/g, '')}` }] : []),
    ...(url ? [{ text: contactForm, href: url }] : []),
  ];
  const officerWays = [
    ...(person?.name ? [{ text: person.name }] : []),
    ...(person?.email ? [mail(person.email)] : []),
  ];
  return [
    name ? [{ text: name }] : [],
    postal_address ? [{ text: postal_address.split('\n').join(', ') }] : [],
    ways.length > 0 ? [{ text: questions }, ...ways] : [],
    officerWays.length > 0 ? [{ text: `${officer}:` }, ...officerWays] : [],
    privacy_notice_url ? [{ text: privacyNotice, href: privacy_notice_url }] : [],
  ].filter((line) => line.length > 0);
}

/** An address may hold signs that mean something else in a link (RFC 6068 §2). */
function mail(address: string): Part {
  return { text: address, href: `mailto:${encodeURIComponent(address).replaceAll('%40', '@')}` };
}

export function htmlFooter(letterhead: Letterhead, locale: string): string {
  return linesOf(letterhead, locale)
    .map(
      (parts) =>
        `<div>${parts
          .map(inHtml)
          .join(' &middot; ')
          .replace(/([?:]) &middot; /, '$1 ')}</div>`,
    )
    .join('\n');
}

function inHtml({ text, href }: Part): string {
  return href === undefined ? asHtml(text) : `<a href="${asHtml(href)}">${asHtml(text)}</a>`;
}

/** Below the line that mail programs take for the beginning of a signature (RFC 3676 §4.3). */
export function textFooter(letterhead: Letterhead, locale: string): string {
  const lines = linesOf(letterhead, locale).map((parts) =>
    parts
      .map(inText)
      .join(', ')
      .replace(/([?:]), /, '$1 '),
  );
  return lines.length > 0 ? `\n\n-- \n${lines.join('\n')}` : '';
}

function inText({ text, href }: Part): string {
  return href?.startsWith('https:') ? `${text}: ${href}` : text;
}
