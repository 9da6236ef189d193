/** What stands below every mail of a brand. */
export interface FooterTexts {
  readonly questions: string;
  readonly contactForm: string;
  readonly privacyNotice: string;
  readonly officer: string;
  /** Between a label and what it is of. */
  readonly colon: string;
}

const en: FooterTexts = {
  questions: 'Questions?',
  contactForm: 'Contact form',
  privacyNotice: 'Privacy notice',
  officer: 'Data protection officer',
  colon: ': ',
};

const texts: Readonly<Record<string, FooterTexts>> = {
  en,
  fr: {
    questions: 'Des questions\u00a0?',
    contactForm: 'Formulaire de contact',
    privacyNotice: 'Politique de confidentialité',
    officer: 'Délégué à la protection des données',
    colon: '\u00a0: ',
  },
  de: {
    questions: 'Fragen?',
    contactForm: 'Kontaktformular',
    privacyNotice: 'Datenschutzhinweise',
    officer: 'Datenschutzbeauftragter',
    colon: ': ',
  },
  es: {
    questions: '¿Tiene preguntas?',
    contactForm: 'Formulario de contacto',
    privacyNotice: 'Política de privacidad',
    officer: 'Delegado de protección de datos',
    colon: ': ',
  },
};

/** English where a language is not known. */
export function footerTexts(locale: string): FooterTexts {
  return texts[locale.split('-', 1)[0]?.toLowerCase() ?? ''] ?? en;
}
