import { translated, type Translations } from '../catalog/user-rights';

/** What a person declares (11 CCR 7062(c)). A change is another text to all who sign from then on. */
const text: Translations = {
  en: 'I declare under penalty of perjury that I am the person whose personal data this request is about.',
  fr: 'Je déclare sur l’honneur être la personne dont les données personnelles font l’objet de cette demande.',
  de: 'Ich versichere an Eides statt, dass ich die Person bin, um deren personenbezogene Daten es in dieser Anfrage geht.',
  es: 'Declaro bajo juramento que soy la persona a la que se refieren los datos personales de esta solicitud.',
};

export function declarationIn(locale: string): string {
  return translated(text, locale);
}

/** The subject of the link to it. */
export function declarationReference(requestId: string): string {
  return `${requestId}.declaration`;
}

export function isDeclaration(about: string): boolean {
  return about.endsWith('.declaration');
}
