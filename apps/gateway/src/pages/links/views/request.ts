import { stepLinesIn, type ConfirmedRequest, type RequestFacts } from '@subjectline/contracts';
import type { PageContent } from '../html/document';
import { fact } from '../html/fact';
import { disownForm, formOf, type FormBasis } from '../html/form';
import { html, type Markup } from '../html/html';
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

/** The steps that are left, or null when there are none. */
export function stepsLeft(
  { tag, texts: { request } }: Language,
  missing: ConfirmedRequest['missing'],
): Markup | null {
  const lines = stepLinesIn(missing ?? [], tag);
  if (lines.length === 0) return null;
  return html`<p>${request.left}</p>
    <ul>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>`;
}

function stepDone({ texts: { request, common } }: Language, left: Markup): PageContent {
  return { status: 200, symbol: 'done', title: request.stepTitle, body: left, footer: common.close };
}

/** What happens next, by when, and what to quote when asking. */
export function requestConfirmed(
  language: Language,
  { reference, due_on, missing }: RequestFacts & Pick<ConfirmedRequest, 'missing'>,
): PageContent {
  const left = stepsLeft(language, missing);
  if (left) return stepDone(language, left);
  const { tag, texts } = language;
  const { request, common } = texts;
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
