import { asHtml } from '../template/write';
import type { Letterhead } from './letterhead';

/** The largest that a logo is shown, in pixels. */
const maxWidth = 240;
const maxHeight = 48;

/** The logo, or else the name, above the words of a mail. */
export function htmlHeader({ brand: { name, logo }, logoSource }: Letterhead): string {
  if (logo && logoSource !== null) {
    const scale = Math.min(1, maxWidth / logo.width, maxHeight / logo.height);
    const [width, height] = [logo.width, logo.height].map((side) => Math.max(1, Math.round(side * scale)));
    return `<div class="brand" style="margin:0 0 24px"><img class="logo" src="${asHtml(logoSource)}" alt="${asHtml(name ?? '')}" width="${width}" height="${height}" style="border:0;max-width:100%"></div>\n`;
  }
  if (!name) return '';
  return `<div class="brand" style="margin:0 0 24px;font-weight:bold">${asHtml(name)}</div>\n`;
}
