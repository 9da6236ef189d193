import type { PageContent } from '../document';
import { formOf, type FormBasis } from '../form';
import { html, type Markup } from '../html';
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

export function disowned({ tag, texts }: Language, basis: FormBasis, quietUntil: string): PageContent {
  return {
    status: 200,
    symbol: 'done',
    title: texts.notMe.doneTitle,
    body: html`<p>${filled(texts.notMe.done, { moment: momentIn(tag, quietUntil) })}</p>
      ${takeBackForm(texts, basis)}`,
    footer: texts.common.close,
  };
}

/** What a link that was disowned shows from then on. */
export function disownedPage(texts: Texts, basis: FormBasis): PageContent {
  const { title, lead } = texts.disowned;
  return {
    status: 410,
    symbol: 'stop',
    title,
    body: html`<p>${lead}</p>
      ${takeBackForm(texts, basis)}`,
  };
}

export function takenBack({ disowned: { backTitle, back }, common }: Texts): PageContent {
  return { status: 200, symbol: 'done', title: backTitle, body: html`<p>${back}</p>`, footer: common.close };
}

function takeBackForm({ disowned: { backExplanation, backButton } }: Texts, basis: FormBasis): Markup {
  return html`<section>
    <p>${backExplanation}</p>
    ${formOf(basis, { action: 'take_back', label: backButton, isSecond: true })}
  </section>`;
}

/** The code was entered before somebody came here. */
export function codeUsed({ notMe }: Texts): PageContent {
  return { status: 200, symbol: 'late', title: notMe.codeUsedTitle, body: html`<p>${notMe.codeUsed}</p>` };
}
