import { messageKind, translated, userRights, type MessageKindId } from '@subjectline/contracts';

/** What somebody typed, in the language of the message; the samples of the contract are in English. */
const typed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  fr: {
    reason: 'Aucun compte ne correspond à cette adresse.',
    message_body: 'Depuis quand faites-vous partie de nos clients ?',
    request_types: 'accès',
  },
  de: {
    reason: 'Wir konnten zu dieser Adresse kein Konto finden.',
    message_body: 'Könnten Sie uns sagen, seit wann Sie bei uns Kunde sind?',
    request_types: 'Auskunft',
  },
  es: {
    reason: 'No existe ninguna cuenta para estos datos.',
    message_body: '¿Nos puede decir en qué fecha se hizo cliente?',
    request_types: 'acceso',
  },
};

/** A value for every parameter of a kind. */
export function samplesOf(kind: MessageKindId, locale: string): Record<string, string> {
  const entries = Object.entries(messageKind(kind).parameters);
  return Object.fromEntries(
    entries.map(([name, { sample }]) => {
      if (name === 'user_right_label') return [name, labelOf(kind, locale)];
      return [name, typed[locale]?.[name === 'denial_reason' ? 'reason' : name] ?? sample];
    }),
  );
}

/** The right that a kind is the answer to; where it could be any, the first. */
function labelOf(kind: MessageKindId, locale: string): string {
  const right = userRights.find(({ fulfilledKind }) => fulfilledKind === kind) ?? userRights[0];
  return right ? translated(right.label, locale) : '';
}
