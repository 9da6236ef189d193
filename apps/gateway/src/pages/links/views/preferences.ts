import type { PageContent } from '../html/document';
import { disownForm, formOf, type FormBasis } from '../html/form';
import { html } from '../html/html';
import type { Texts } from '../texts/en';

/** The way into the Preference Center, asked for (`signIn`) or sent with a welcome. */
export function preferencesPage(
  { preferences, notMe, common }: Texts,
  basis: FormBasis,
  reason: 'signIn' | 'welcome',
): PageContent {
  return {
    status: 200,
    symbol: 'ask',
    title: preferences.title,
    body: html`<p>${preferences[reason]}</p>
      ${formOf(basis, { action: 'open', label: preferences.open })} ${disownForm(basis, notMe)}`,
    footer: common.looking,
  };
}

/** A sign-in or welcome link works once: the page says how to get in again. */
export function preferencesUsed({ preferences }: Texts, reason: 'signIn' | 'welcome'): PageContent {
  const { usedTitle, usedSignIn, usedWelcome } = preferences;
  const body = html`<p>${reason === 'signIn' ? usedSignIn : usedWelcome}</p>`;
  return { status: 200, symbol: 'done', title: usedTitle, body };
}

/** If no Privacy Center URL is configured. */
export function preferencesOpened({ preferences, common }: Texts, reason: 'signIn' | 'welcome'): PageContent {
  return {
    status: 200,
    symbol: 'done',
    title: preferences.doneTitle,
    body: html`<p>${reason === 'signIn' ? preferences.done : preferences.welcomeDone}</p>`,
    footer: common.close,
  };
}
