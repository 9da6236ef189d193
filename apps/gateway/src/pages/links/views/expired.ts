import type { PageContent } from '../html/document';
import { formOf, type FormBasis } from '../html/form';
import { html } from '../html/html';
import { durationIn, filled, type Language } from '../language';
import type { Texts } from '../texts/en';

/** The link has expired, or a newer one replaced it. */
export function expiredPage({ expired }: Texts, basis: FormBasis, isRenewable: boolean): PageContent {
  return {
    status: 410,
    symbol: 'late',
    title: expired.title,
    body: html`<p>${expired.lead}</p>
      <p>${isRenewable ? expired.renewable : expired.other}</p>
      ${isRenewable && formOf(basis, { action: 'renew', label: expired.renew })}`,
  };
}

/** When another one can be asked for, and how long the new one is good, as far as either is known. */
export interface Renewal {
  readonly againSeconds?: number;
  readonly goodSeconds?: number;
}

export function renewed({ tag, texts }: Language, { againSeconds, goodSeconds }: Renewal): PageContent {
  const { expired, common } = texts;
  const line = (text: string, seconds: number | undefined) =>
    seconds !== undefined && html`<p>${filled(text, { duration: durationIn(tag, seconds) })}</p>`;
  return {
    status: 200,
    symbol: 'done',
    title: expired.renewedTitle,
    body: html`<p>${expired.renewed}</p>
      ${line(expired.good, goodSeconds)}${line(expired.again, againSeconds)}`,
    footer: common.close,
  };
}

export function notRenewed({ expired }: Texts): PageContent {
  return {
    status: 410,
    symbol: 'stop',
    title: expired.stoppedTitle,
    body: html`<p>${expired.stopped}</p>`,
  };
}
