import { declarationIn, type ConfirmedRequest } from '@subjectline/contracts';
import type { PageContent } from '../html/document';
import { formOf, type FormBasis } from '../html/form';
import { html } from '../html/html';
import type { Language } from '../language';
import { stepsLeft } from './request';

/** The longest name of `SignDeclaration`. */
export const maxNameLength = 200;

/** What is declared, and where it is signed. */
export function declarationPage({ texts, tag }: Language, basis: FormBasis): PageContent {
  const { declaration: words, common } = texts;
  const field = html`<label for="reason">${words.name}</label>
    <p class="quiet" id="reason-hint">${words.hint}</p>
    <input
      id="reason"
      name="reason"
      type="text"
      maxlength="${String(maxNameLength)}"
      autocomplete="name"
      required
      aria-describedby="reason-hint"
    />`;
  return {
    status: 200,
    symbol: 'ask',
    title: words.title,
    body: html`<p>${words.lead}</p>
      <p class="quote">${declarationIn(tag)}</p>
      ${formOf(basis, { action: 'confirm', label: words.sign, fields: field })}`,
    footer: common.looking,
  };
}

export function declarationSigned(language: Language, missing: ConfirmedRequest['missing']): PageContent {
  const { declaration, request, common } = language.texts;
  const left = stepsLeft(language, missing);
  return {
    status: 200,
    symbol: 'done',
    title: declaration.doneTitle,
    body: left ?? html`<p>${request.done}</p>`,
    footer: common.close,
  };
}
