import type { PageContent } from '../document';
import { formOf, type FormBasis } from '../form';
import { html } from '../html';
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

export function disowned({ tag, texts }: Language, quietUntil: string): PageContent {
  return {
    status: 200,
    symbol: 'done',
    title: texts.notMe.doneTitle,
    body: html`<p>${filled(texts.notMe.done, { moment: momentIn(tag, quietUntil) })}</p>`,
    footer: texts.common.close,
  };
}

/** The code was entered before somebody came here. */
export function codeUsed({ notMe }: Texts): PageContent {
  return { status: 200, symbol: 'late', title: notMe.codeUsedTitle, body: html`<p>${notMe.codeUsed}</p>` };
}
