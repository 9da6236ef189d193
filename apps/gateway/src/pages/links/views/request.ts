import type { RequestFacts } from '@subjectline/contracts';
import type { PageContent } from '../html/document';
import { fact } from '../html/fact';
import { disownForm, formOf, type FormBasis } from '../html/form';
import { html } from '../html/html';
import { dayIn, type Language } from '../language';

/** Confirm a privacy request: which right, in the person's words, and when it came. */
export function requestPage(
  { tag, texts: { request, notMe, common } }: Language,
  basis: FormBasis,
  { user_right_label, received_on }: RequestFacts & { readonly user_right_label: string },
): PageContent {
  return {
    status: 200,
    symbol: 'ask',
    title: request.title,
    body: html`<p>${request.lead}</p>
      <p class="quote">${user_right_label}</p>
      ${received_on && html`<dl>${fact(request.received, dayIn(tag, received_on))}</dl>`}
      <p>${request.explanation}</p>
      ${formOf(basis, { action: 'confirm', label: request.confirm })} ${disownForm(basis, notMe)}`,
    footer: common.looking,
  };
}

/** What happens next, by when, and what to quote when asking. */
export function requestConfirmed(
  { tag, texts: { request, common } }: Language,
  { reference, due_on }: RequestFacts,
): PageContent {
  return {
    status: 200,
    symbol: 'done',
    title: request.doneTitle,
    body: html`<p>${request.done}</p>
      ${
        (reference || due_on) &&
        html`<dl>
          ${due_on && fact(request.due, dayIn(tag, due_on))}${reference && fact(request.reference, reference)}
        </dl>`
      }
      ${reference && html`<p>${request.keep}</p>`}`,
    footer: common.close,
  };
}
