import type { PageContent } from '../html/document';
import { disownForm, formOf, type FormBasis } from '../html/form';
import { html } from '../html/html';
import type { Texts } from '../texts/en';

/** Confirm a privacy request: which right, in the person's words. */
export function requestPage({ request, notMe, common }: Texts, basis: FormBasis, right: string): PageContent {
  return {
    status: 200,
    symbol: 'ask',
    title: request.title,
    body: html`<p>${request.lead}</p>
      <p class="quote">${right}</p>
      <p>${request.explanation}</p>
      ${formOf(basis, { action: 'confirm', label: request.confirm })} ${disownForm(basis, notMe)}`,
    footer: common.looking,
  };
}

export function requestConfirmed({ request, common }: Texts): PageContent {
  return {
    status: 200,
    symbol: 'done',
    title: request.doneTitle,
    body: html`<p>${request.done}</p>`,
    footer: common.close,
  };
}
