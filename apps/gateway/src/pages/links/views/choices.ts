import type { ConsentChoices } from '@subjectline/contracts';
import type { PageContent } from '../html/document';
import { disownForm, formOf, type FormBasis } from '../html/form';
import { purposeLabel, vendorLabel } from '../choice-labels';
import { html, type Markup } from '../html/html';
import type { Language } from '../language';
import type { Texts } from '../texts/en';

/** A person confirms their own choices; where they can disown them, they are asked to. */
export function choicesPage(
  language: Language,
  basis: FormBasis,
  choices: ConsentChoices,
  other: 'disown' | null,
): PageContent {
  const { choices: words, notMe, common } = language.texts;
  return {
    status: 200,
    symbol: 'ask',
    title: words.title,
    body: html`<p>${words.lead}</p>
      ${choiceLists(language, choices)}
      <p>${words.explanation}</p>
      ${formOf(basis, { action: 'confirm', label: words.confirm })}
      ${other === 'disown' && disownForm(basis, notMe)}`,
    footer: common.looking,
  };
}

export function choicesConfirmed({ choices, common }: Texts): PageContent {
  return {
    status: 200,
    symbol: 'done',
    title: choices.doneTitle,
    body: html`<p>${choices.done}</p>`,
    footer: common.close,
  };
}

/** What was said to each purpose and partner; null takes back what was said before. */
export function choiceLists(
  { tag, texts: { choices: words } }: Language,
  { purposes = [], vendors = {} }: ConsentChoices,
): Markup {
  const { enabled = [], disabled = [] } = vendors;
  const purposeLines = purposes.map(({ id, enabled: answer = null }) =>
    choiceLine(words, purposeLabel(id, tag), answer),
  );
  const vendorLines = [
    ...enabled.map((id) => choiceLine(words, vendorLabel(id), true)),
    ...disabled.map((id) => choiceLine(words, vendorLabel(id), false)),
  ];
  return html`${choiceList(words.purposes, purposeLines)}${choiceList(words.vendors, vendorLines)}`;
}

function choiceList(heading: string, lines: readonly Markup[]): Markup | null {
  if (lines.length === 0) return null;
  return html`<h2>${heading}</h2>
    <ul class="choices">
      ${lines}
    </ul> `;
}

function choiceLine({ yes, no, unset }: Texts['choices'], name: string, answer: boolean | null): Markup {
  if (answer === null) return html`<li><span>${name}</span> <span class="answer">${unset}</span></li> `;
  const [tone, word] = answer ? ['yes', yes] : ['no', no];
  return html`<li><span>${name}</span> <span class="answer ${tone}">${word}</span></li> `;
}
