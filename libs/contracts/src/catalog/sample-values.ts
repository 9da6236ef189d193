import { messageKind, type MessageKindId } from './messages';
import { stepsIn } from '../requests/assurance-steps';
import { requestTypesIn } from '../requests/request-actions';
import { translated, userRights } from './user-rights';

/** Samples of text that a person typed, in the language of the message. */
const typed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  fr: {
    reason: 'Aucun compte ne correspond à cette adresse.',
    extension_reason: 'Vos données se trouvent dans des archives à dépouiller à la main.',
    question: 'Lequel de vos deux comptes est concerné ?',
    message_body: 'Depuis quand faites-vous partie de nos clients ?',
  },
  de: {
    reason: 'Wir konnten zu dieser Adresse kein Konto finden.',
    extension_reason: 'Ihre Daten liegen in Archiven, die von Hand durchsucht werden.',
    question: 'Welches Ihrer beiden Konten meinen Sie?',
    message_body: 'Könnten Sie uns sagen, seit wann Sie bei uns Kunde sind?',
  },
  es: {
    reason: 'No existe ninguna cuenta para estos datos.',
    extension_reason: 'Sus datos se encuentran en archivos que se revisan a mano.',
    question: '¿Por qué cuenta pregunta?',
    message_body: '¿Nos puede decir en qué fecha se hizo cliente?',
  },
};

/** A value for every parameter of a kind, for previews: words of ours are those that are really sent. */
export function sampleValues(kind: MessageKindId, locale: string): Record<string, string> {
  const entries = Object.entries(messageKind(kind).parameters);
  return Object.fromEntries(
    entries.map(([name, { sample }]) => [
      name,
      sentIn(kind, name, locale) ?? typedIn(name, locale) ?? sample,
    ]),
  );
}

function sentIn(kind: MessageKindId, name: string, locale: string): string | null {
  if (name === 'request_types') return requestTypesIn(['access'], locale);
  if (name === 'other_steps') return stepsIn([{ any_of: ['phone_number'] }], locale);
  return name === 'user_right_label' ? labelOf(kind, locale) : null;
}

/** The right that a kind is the answer to; where it could be any, the deletion. */
function labelOf(kind: MessageKindId, locale: string): string | null {
  const right =
    userRights.find(({ fulfilledKind }) => fulfilledKind === kind) ??
    userRights.find(({ id }) => id === 'cpra_delete_my_data');
  return right ? translated(right.label, locale) : null;
}

function typedIn(name: string, locale: string): string | undefined {
  const language = locale.split('-', 1)[0]?.toLowerCase() ?? '';
  return typed[language]?.[name === 'denial_reason' ? 'reason' : name];
}
