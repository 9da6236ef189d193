/** The pages of the navigation, in its order. `key` follows `g`. */
export const places = [
  { name: 'home', to: '/', key: 'h' },
  { name: 'requests', to: '/requests', key: 'r' },
  { name: 'messages', to: '/messages', key: 'm' },
  { name: 'providers', to: '/privacy-request/configure', key: 'v' },
  { name: 'inbox', to: '/inbox', key: 'i' },
  { name: 'people', to: '/people', key: 'p' },
  { name: 'wording', to: '/wording', key: 'w' },
  { name: 'choices', to: '/choices', key: 'c' },
  { name: 'reports', to: '/reports', key: 'o' },
  { name: 'settings', to: '/settings', key: 's' },
] as const;

export type Place = (typeof places)[number];

/** The pages of the settings, in their order. */
export const settingsPages = [
  'general',
  'team',
  'clients',
  'organizations',
  'suppression',
  'alerts',
  'webhooks',
  'audit',
  'keys',
] as const;
