import { OpenPreferenceCenter } from '@subjectline/contracts';
import { referenceOf, type LinkPurpose } from '../link';
import { preferencesOpened, preferencesPage, preferencesUsed } from '../views/preferences';
import { disowning } from './disown';
import { renewConsentLink } from './renew';

/** `sgn_…` and `usr_…`: the way into the Preference Center, asked for or sent with a welcome. */
function preferencesLink(reason: 'signIn' | 'welcome'): LinkPurpose {
  return {
    show: (_bus, link) => preferencesPage(link.language.texts, link, reason),
    acts: {
      async open(bus, link) {
        const { url } = await bus.ask(OpenPreferenceCenter, referenceOf(link));
        return { content: preferencesOpened(link.language.texts, reason), redirectUrl: url };
      },
      ...disowning,
      renew: renewConsentLink,
    },
    used: ({ language: { texts } }) => preferencesUsed(texts, reason),
    opensPreferences: true,
  };
}

export const signInLink = preferencesLink('signIn');
export const welcomeLink = preferencesLink('welcome');
