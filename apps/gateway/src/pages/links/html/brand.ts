import type { Brand } from '@subjectline/contracts';
import type { Language } from '../language';
import { html, type Content, type Markup } from './html';

/** Whose page it is. */
export interface PageBrand extends Brand {
  readonly organization: string;
}

/** The largest that a logo is shown, in pixels. */
const maxSides = { width: 240, height: 56 };

/** The logo, or else the name, above a page. */
export function brandHeader({ organization, name, logo }: PageBrand): Markup | null {
  if (!logo) return name === null ? null : html`<header class="brand">${name}</header>`;
  const scale = Math.min(1, maxSides.width / logo.width, maxSides.height / logo.height);
  const [width = 1, height = 1] = [logo.width, logo.height].map((side) =>
    Math.max(1, Math.round(side * scale)),
  );
  return html`<header class="brand">
    <img
      src="brand/${organization}/logo/${logo.id}"
      alt="${name ?? ''}"
      width="${width}"
      height="${height}"
    />
  </header>`;
}

/** Its color, as a style sheet of its own: the policy of the pages lets no style into their markup. */
export function brandStyle({ color }: PageBrand): Markup | null {
  if (color === null) return null;
  return html`<link rel="stylesheet" href="links/colors/${color.slice(1).toLowerCase()}.css" />`;
}

/** How to reach the organization, below a page. */
export function brandFooter(brand: PageBrand, { texts: { contact: words } }: Language): Content {
  const { name, postal_address, contact, privacy_notice_url, data_protection_officer: officer } = brand;
  const address = postal_address?.split('\n').join(', ');
  const ways = [
    contact?.email && mail(contact.email),
    contact?.phone && link(`tel:${contact.phone.replaceAll(/[^0-9+]/g, '')}`, contact.phone),
    contact?.url && link(contact.url, words.form),
  ];
  return [
    // an address mostly begins with the name
    line(name && address?.startsWith(name) ? null : name, address),
    ways.some(Boolean) && line(words.questions, ...ways),
    officer && line(words.officer, officer.name, officer.email && mail(officer.email)),
    privacy_notice_url && line(link(privacy_notice_url, words.privacyNotice)),
  ];
}

function line(...parts: readonly Content[]): Markup | null {
  const [first, ...rest] = parts.filter(Boolean);
  return first ? html`<p>${first}${rest.map((part) => html` ${part}`)}</p>` : null;
}

function mail(address: string): Markup {
  return link(`mailto:${encodeURIComponent(address).replaceAll('%40', '@')}`, address);
}

function link(address: string, label: string): Markup {
  return html`<a href="${address}" rel="noreferrer">${label}</a>`;
}
