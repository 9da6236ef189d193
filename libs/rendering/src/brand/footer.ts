import { asHtml } from '../template/write';
import { footerTexts } from './footer-texts';
import type { Letterhead } from './letterhead';

/** A piece of a line: what is read, and where it leads. */
interface Part {
  readonly text: string;
  readonly href?: string;
}

interface Line {
  /** What the line is about, with the space behind it. */
  readonly label?: string;
  readonly parts: readonly Part[];
}

/** Who writes and how to reach them: the lines below a mail. None for a brand of which nothing is known. */
function linesOf({ brand }: Letterhead, locale: string): Line[] {
  const { questions, contactForm, privacyNotice, officer, colon } = footerTexts(locale);
  const { contact, privacy_notice_url: notice, data_protection_officer: person } = brand;
  const url = contact?.url;
  const ways = [mailTo(contact?.email), callTo(contact?.phone), url && { text: contactForm, href: url }];
  const lines = [
    ...addressLines(brand),
    { label: `${questions} `, parts: present(ways) },
    {
      label: `${officer}${colon}`,
      parts: present([person?.name && { text: person.name }, mailTo(person?.email)]),
    },
    { parts: present([notice && { text: privacyNotice, href: notice }]) },
  ];
  return lines.filter(({ parts }) => parts.length > 0);
}

/** An address mostly begins with the name; it is not said twice then. */
function addressLines({ name, postal_address }: Letterhead['brand']): Line[] {
  const address = postal_address?.split('\n').join(', ');
  const lines = name && address?.startsWith(name) ? [address] : [name, address];
  return lines.map((text) => ({ parts: present([text && { text }]) }));
}

function present(parts: readonly (Part | '' | null | undefined)[]): Part[] {
  return parts.filter((part): part is Part => Boolean(part));
}

/** An address may hold signs that mean something else in a link (RFC 6068 §2). */
function mailTo(address: string | null | undefined): Part | null {
  if (!address) return null;
  return { text: address, href: `mailto:${encodeURIComponent(address).replaceAll('%40', '@')}` };
}

function callTo(phone: string | null | undefined): Part | null {
  return phone ? { text: phone, href: `tel:${phone.replaceAll(/[^0-9+]/g, '')}` } : null;
}

export function htmlFooter(letterhead: Letterhead, locale: string): string {
  return linesOf(letterhead, locale)
    .map(({ label = '', parts }) => `<div>${asHtml(label)}${parts.map(inHtml).join(' &middot; ')}</div>`)
    .join('\n');
}

function inHtml({ text, href }: Part): string {
  return href === undefined ? asHtml(text) : `<a href="${asHtml(href)}">${asHtml(text)}</a>`;
}

/** Below the line that mail programs take for the beginning of a signature (RFC 3676 §4.3). */
export function textFooter(letterhead: Letterhead, locale: string): string {
  const { colon } = footerTexts(locale);
  const inText = ({ text, href }: Part) => (href?.startsWith('https:') ? `${text}${colon}${href}` : text);
  const lines = linesOf(letterhead, locale).map(
    ({ label = '', parts }) => label + parts.map(inText).join(', '),
  );
  return lines.length > 0 ? `\n\n-- \n${lines.join('\n')}` : '';
}
