import { expect, it } from 'vitest';
import { purposeLabel, vendorLabel } from './choice-labels';

it.each([
  ['create_ads_profile', 'fr-CA', 'Créer des profils pour la publicité personnalisée'],
  ['newsletter', 'es', 'Boletín de noticias'],
  ['product_updates', 'de', 'Product updates'],
  ['product-updates', 'en', 'Product updates'],
  ['constructor', 'en', 'Constructor'],
  ['analytics-Xy12z', 'en', 'analytics-Xy12z'],
  ['<b>', 'en', '<b>'],
])('the purpose %s is called in %s: %s', (id, locale, label) => {
  expect(purposeLabel(id, locale)).toBe(label);
});

it.each([
  ['google', 'Google'],
  ['c:acme-ads', 'Acme ads'],
  ['c:acme-Xy12z', 'acme-Xy12z'],
])('the partner %s is called %s', (id, label) => {
  expect(vendorLabel(id)).toBe(label);
});
