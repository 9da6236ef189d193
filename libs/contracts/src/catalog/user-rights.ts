import type { MessageKindId } from './messages';

/* What a person can ask for by Didomi's API. */

export const userRightIds = ['cpra_access_my_data', 'cpra_delete_my_data', 'cpra_opt_out'] as const;
export type UserRightId = (typeof userRightIds)[number];

export const userRightLanguages = ['en', 'fr', 'de', 'es'] as const;
export type UserRightLanguage = (typeof userRightLanguages)[number];
export type Translations = Readonly<Record<UserRightLanguage, string>>;

export interface UserRight {
  readonly id: UserRightId;
  /** For staff. */
  readonly name: string;
  /** The wish, in the words of the person who has it; messages name the right by it. */
  readonly label: Translations;
  /** For a heading. */
  readonly title: Translations;
  readonly description: Translations;
  readonly regulation_id: 'cpra';
  /** Days within which the request is to be answered, by the calendar. */
  readonly expiration_time: number;
  /** What the core calls the same wish: a request is one request, whichever API it came by. */
  readonly policyKey: string;
  /** What tells its person that it was fulfilled. */
  readonly fulfilledKind: MessageKindId;
}

export const userRights: readonly UserRight[] = [
  {
    id: 'cpra_access_my_data',
    name: 'Access my data',
    label: {
      en: 'I want to access my data',
      fr: 'Je souhaite accéder à mes données',
      de: 'Ich möchte Auskunft über meine Daten erhalten',
      es: 'Quiero acceder a mis datos',
    },
    title: {
      en: 'Access to your data',
      fr: 'Accès à vos données',
      de: 'Auskunft über Ihre Daten',
      es: 'Acceso a sus datos',
    },
    description: {
      en: 'You receive a copy of the personal data that we hold about you.',
      fr: 'Vous recevez une copie des données personnelles que nous détenons à votre sujet.',
      de: 'Sie erhalten eine Kopie der personenbezogenen Daten, die wir über Sie gespeichert haben.',
      es: 'Recibirá una copia de los datos personales que tenemos sobre usted.',
    },
    regulation_id: 'cpra',
    expiration_time: 45,
    policyKey: 'default_access_policy',
    fulfilledKind: 'request-status-fulfilled-access-my-data',
  },
  {
    id: 'cpra_delete_my_data',
    name: 'Delete my data',
    label: {
      en: 'I want to delete my data',
      fr: 'Je souhaite supprimer mes données',
      de: 'Ich möchte meine Daten löschen lassen',
      es: 'Quiero eliminar mis datos',
    },
    title: {
      en: 'Deletion of your data',
      fr: 'Suppression de vos données',
      de: 'Löschung Ihrer Daten',
      es: 'Eliminación de sus datos',
    },
    description: {
      en: 'We delete the personal data that we hold about you, unless the law obliges us to keep it.',
      fr: 'Nous supprimons les données personnelles que nous détenons à votre sujet, sauf obligation légale de les conserver.',
      de: 'Wir löschen die personenbezogenen Daten, die wir über Sie gespeichert haben, soweit wir sie nicht gesetzlich aufbewahren müssen.',
      es: 'Eliminamos los datos personales que tenemos sobre usted, salvo que la ley nos obligue a conservarlos.',
    },
    regulation_id: 'cpra',
    expiration_time: 45,
    policyKey: 'default_erasure_policy',
    fulfilledKind: 'request-status-fulfilled-delete-my-data',
  },
  {
    id: 'cpra_opt_out',
    name: 'Opt out of the sale of my data',
    label: {
      en: 'I want to opt out of the sale of my data',
      fr: "Je m'oppose à la vente de mes données",
      de: 'Ich widerspreche dem Verkauf meiner Daten',
      es: 'Quiero oponerme a la venta de mis datos',
    },
    title: {
      en: 'Opt-out of the sale of your data',
      fr: 'Opposition à la vente de vos données',
      de: 'Widerspruch gegen den Verkauf Ihrer Daten',
      es: 'Oposición a la venta de sus datos',
    },
    description: {
      en: 'We stop selling your personal data and sharing it for advertising.',
      fr: 'Nous cessons de vendre vos données personnelles et de les partager à des fins publicitaires.',
      de: 'Wir verkaufen Ihre personenbezogenen Daten nicht mehr und geben sie nicht mehr zu Werbezwecken weiter.',
      es: 'Dejamos de vender sus datos personales y de compartirlos con fines publicitarios.',
    },
    regulation_id: 'cpra',
    expiration_time: 15,
    policyKey: 'default_consent_policy',
    fulfilledKind: 'request-status-fulfilled-opt-out',
  },
];

export function userRight(id: UserRightId): UserRight {
  const right = userRights.find((one) => one.id === id);
  if (!right) throw new Error(`there is no user right ${id}`);
  return right;
}

/** What a person is told: in the language of the locale, or in English where there is no translation. */
export function translated(texts: Translations, locale: string): string {
  const spoken = locale.toLowerCase().split(/[-_]/)[0];
  return texts[userRightLanguages.find((language) => language === spoken) ?? 'en'];
}
