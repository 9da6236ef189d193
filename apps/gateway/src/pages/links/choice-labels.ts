import { translated, type Translations } from '@subjectline/contracts';

/**
 * The purposes that consent platforms name alike: the ids are Didomi's, the words those of the IAB's framework (TCF
 * 2.2) in each language.
 */
const purposes: Readonly<Record<string, Translations>> = {
  cookies: {
    en: 'Store and/or access information on a device',
    fr: 'Stocker et/ou accéder à des informations sur un appareil',
    de: 'Speichern von oder Zugriff auf Informationen auf einem Endgerät',
    es: 'Almacenar la información en un dispositivo y/o acceder a ella',
  },
  select_basic_ads: {
    en: 'Use limited data to select advertising',
    fr: 'Utiliser des données limitées pour sélectionner la publicité',
    de: 'Verwendung reduzierter Daten zur Auswahl von Werbeanzeigen',
    es: 'Utilizar datos limitados para seleccionar anuncios básicos',
  },
  create_ads_profile: {
    en: 'Create profiles for personalised advertising',
    fr: 'Créer des profils pour la publicité personnalisée',
    de: 'Erstellung von Profilen für personalisierte Werbung',
    es: 'Crear un perfil para publicidad personalizada',
  },
  select_personalized_ads: {
    en: 'Use profiles to select personalised advertising',
    fr: 'Utiliser des profils pour sélectionner des publicités personnalisées',
    de: 'Verwendung von Profilen zur Auswahl personalisierter Werbung',
    es: 'Utilizar perfiles para seleccionar la publicidad personalizada',
  },
  create_content_profile: {
    en: 'Create profiles to personalise content',
    fr: 'Créer des profils de contenus personnalisés',
    de: 'Erstellung von Profilen zur Personalisierung von Inhalten',
    es: 'Crear un perfil para personalizar el contenido',
  },
  select_personalized_content: {
    en: 'Use profiles to select personalised content',
    fr: 'Utiliser des profils pour sélectionner des contenus personnalisés',
    de: 'Verwendung von Profilen zur Auswahl personalisierter Inhalte',
    es: 'Utilizar perfiles para seleccionar el contenido personalizado',
  },
  measure_ad_performance: {
    en: 'Measure advertising performance',
    fr: 'Mesurer la performance des publicités',
    de: 'Messung der Werbeleistung',
    es: 'Medir el rendimiento de la publicidad',
  },
  measure_content_performance: {
    en: 'Measure content performance',
    fr: 'Mesurer la performance des contenus',
    de: 'Messung der Performance von Inhalten',
    es: 'Medir el rendimiento del contenido',
  },
  market_research: {
    en: 'Understand audiences through statistics or combinations of data from different sources',
    fr: 'Comprendre les publics par le biais de statistiques ou de combinaisons de données provenant de différentes sources',
    de: 'Analyse von Zielgruppen durch Statistiken oder Kombinationen von Daten aus verschiedenen Quellen',
    es: 'Comprender al público a través de estadísticas o a través de la combinación de datos procedentes de diferentes fuentes',
  },
  improve_products: {
    en: 'Develop and improve services',
    fr: 'Développer et améliorer les services',
    de: 'Entwicklung und Verbesserung der Angebote',
    es: 'Desarrollo y mejora de los servicios',
  },
  newsletter: { en: 'Newsletter', fr: 'Newsletter', de: 'Newsletter', es: 'Boletín de noticias' },
  geolocation_data: {
    en: 'Use precise geolocation data',
    fr: 'Utiliser des données de géolocalisation précises',
    de: 'Verwendung genauer Standortdaten',
    es: 'Utilizar datos de localización geográfica precisa',
  },
};

/** The label of a known purpose; for any other, its id as words. */
export function purposeLabel(id: string, locale: string): string {
  const known = Object.hasOwn(purposes, id) ? purposes[id] : undefined;
  return known ? translated(known, locale) : inWords(id);
}

/** Didomi has partners of an organization's own, `c:acme-Xy12z`, beside those of its list. */
export function vendorLabel(id: string): string {
  return inWords(id.replace(/^c:/, ''));
}

/** `product_updates` is "Product updates"; an id that is no words stays what it is. */
function inWords(id: string): string {
  if (!/^[a-z]+(?:[-_][a-z]+)*$/.test(id)) return id;
  const words = id.replaceAll(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
