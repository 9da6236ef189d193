import type { DisownedLink } from '@subjectline/contracts';
import type { PageContent } from '../html/document';
import { formOf, type FormBasis } from '../html/form';
import { html, type Markup } from '../html/html';
import { filled, momentIn, type Language } from '../language';
import type { Texts } from '../texts/en';

/** The link in the message of a code: all it can say is that the code was not asked for. */
export function notMePage({ notMe, common }: Texts, basis: FormBasis): PageContent {
  return {
    status: 200,
    symbol: 'ask',
    title: notMe.codeTitle,
    body: html`<p>${notMe.codeLead}</p>
      <p>${notMe.codeExplanation}</p>
      ${formOf(basis, { action: 'disown', label: notMe.button })}
      <section><p class="quiet">${notMe.codeIgnore}</p></section>`,
    footer: common.looking,
  };
}

export function disowned(
  { tag, texts }: Language,
  basis: FormBasis,
  { quiet_until, reversible_until }: Pick<DisownedLink, 'quiet_until' | 'reversible_until'>,
): PageContent {
  return {
    status: 200,
    symbol: 'done',
    title: texts.notMe.doneTitle,
    body: html`<p>${filled(texts.notMe.done, { moment: momentIn(tag, quiet_until) })}</p>
      ${reversible_until ? takeBackForm({ tag, texts }, basis, reversible_until) : ''}`,
    footer: texts.common.close,
  };
}

/** What a link that was disowned shows from then on. */
export function disownedPage(language: Language, basis: FormBasis, reversibleUntil?: string): PageContent {
  const { title, lead, over } = language.texts.disowned;
  const rest = reversibleUntil ? takeBackForm(language, basis, reversibleUntil) : html`<p>${over}</p>`;
  return {
    status: 410,
    symbol: 'stop',
    title,
    body: html`<p>${lead}</p>
      ${rest}`,
  };
}

export function takenBack({ tag, texts }: Language, goodUntil: string): PageContent {
  const { backTitle, back, backRest } = texts.disowned;
  return {
    status: 200,
    symbol: 'done',
    title: backTitle,
    body: html`<p>${filled(back, { moment: momentIn(tag, goodUntil) })}</p>
      <p>${backRest}</p>`,
    footer: texts.common.close,
  };
}

function takeBackForm({ tag, texts }: Language, basis: FormBasis, until: string): Markup {
  const { backExplanation, backButton } = texts.disowned;
  return html`<section>
    <p>${filled(backExplanation, { moment: momentIn(tag, until) })}</p>
    ${formOf(basis, { action: 'take_back', label: backButton, isSecond: true })}
  </section>`;
}

/** The code had already been entered. */
export function codeUsed({ notMe }: Texts): PageContent {
  return { status: 200, symbol: 'late', title: notMe.codeUsedTitle, body: html`<p>${notMe.codeUsed}</p>` };
}
