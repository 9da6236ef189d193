import type { PageContent } from '../html/document';
import { formOf, type FormBasis } from '../html/form';
import { html } from '../html/html';
import type { Texts } from '../texts/en';

/** The invitation of an operator to the console. */
export function invitationPage({ invitation, common }: Texts, basis: FormBasis): PageContent {
  return {
    status: 200,
    symbol: 'ask',
    title: invitation.title,
    body: html`<p>${invitation.lead}</p>
      ${formOf(basis, { action: 'open', label: invitation.accept })}`,
    footer: common.looking,
  };
}

export function invitationAccepted({ invitation }: Texts): PageContent {
  return { status: 200, symbol: 'done', title: invitation.doneTitle, body: html`<p>${invitation.done}</p>` };
}

export function invitationUsed({ invitation }: Texts): PageContent {
  return { status: 200, symbol: 'done', title: invitation.usedTitle, body: html`<p>${invitation.used}</p>` };
}
