import { translated, type Translations } from '../catalog/user-rights';
import type { AssuranceStep, ProofKind } from './request-assurance';

/** What a person has to do, in words for them. That data points match is found out without them. */
const names: Readonly<Partial<Record<ProofKind, Translations>>> = {
  email: {
    en: 'a code that we send to your e-mail address',
    fr: 'un code envoyé à votre adresse e-mail',
    de: 'einen Code, den wir an Ihre E-Mail-Adresse senden',
    es: 'un código que enviamos a su correo electrónico',
  },
  phone_number: {
    en: 'a code that we send to your phone',
    fr: 'un code envoyé à votre téléphone',
    de: 'einen Code, den wir an Ihr Telefon senden',
    es: 'un código que enviamos a su teléfono',
  },
  declaration: {
    en: 'a declaration, which we send you a link to',
    fr: 'une déclaration, dont nous vous enverrons le lien',
    de: 'eine Erklärung, zu der wir Ihnen einen Link senden',
    es: 'una declaración, cuyo enlace le enviaremos',
  },
  document: {
    en: 'a proof of identity, about which we will contact you',
    fr: 'une preuve d’identité, au sujet de laquelle nous vous contacterons',
    de: 'einen Identitätsnachweis, zu dem wir uns bei Ihnen melden',
    es: 'una prueba de identidad, sobre la que nos pondremos en contacto con usted',
  },
};

/** What is left for the person, one line each. */
export function stepLinesIn(steps: readonly AssuranceStep[], locale: string): string[] {
  return steps.flatMap(({ any_of }) => {
    const [name] = any_of.flatMap((kind) => names[kind] ?? []);
    return name ? [translated(name, locale)] : [];
  });
}

/** As `other_steps` has it in messages; empty if nothing is left for the person. */
export function stepsIn(steps: readonly AssuranceStep[], locale: string): string {
  return stepLinesIn(steps, locale).join('; ');
}
