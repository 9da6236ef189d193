/* For specs: the pages of the console, and where they are. */

/** Of what there is to look at. */
export interface PageIds {
  readonly request: string;
  readonly message: string;
  /** In the inbox. */
  readonly kept: string;
  readonly erasure: string;
  readonly user: string;
}

export interface ConsolePage {
  readonly name: string;
  readonly path: string | ((ids: PageIds) => string);
  /** Visible once the page has its data. */
  readonly heading: string | RegExp;
}

const settings = [
  ['general', 'General'],
  ['team', 'Team'],
  ['clients', 'API clients'],
  ['organizations', 'Organizations'],
  ['suppression', 'Suppressions'],
  ['alerts', 'Alerts'],
  ['webhooks', 'Webhooks'],
  ['audit', 'Audit'],
  ['keys', 'Signing keys'],
] as const;

export const consolePages: readonly ConsolePage[] = [
  { name: 'home', path: '/', heading: 'Home' },
  { name: 'requests', path: '/requests?status=all', heading: 'Requests' },
  { name: 'request', path: ({ request }) => `/requests/${request}`, heading: /^Access, / },
  { name: 'messages', path: '/messages', heading: 'Messages' },
  { name: 'message', path: ({ message }) => `/messages/${message}`, heading: 'Receipt' },
  { name: 'attention', path: '/messages/attention', heading: 'Attention' },
  { name: 'providers', path: '/privacy-request/configure', heading: 'Providers' },
  { name: 'provider', path: '/privacy-request/configure/mailgun', heading: 'Mailgun' },
  { name: 'new-provider', path: '/privacy-request/configure/new/aws_ses', heading: 'Add AWS SES' },
  { name: 'inbox', path: '/inbox', heading: 'Inbox' },
  { name: 'kept-message', path: ({ kept }) => `/inbox/${kept}`, heading: 'Message in the inbox' },
  { name: 'people', path: '/people', heading: 'People' },
  { name: 'erasure', path: ({ erasure }) => `/people/erasures/${erasure}`, heading: 'Erasure of a person' },
  { name: 'wording', path: '/wording', heading: 'Wording' },
  { name: 'wording-editor', path: '/wording/privacy_request_review_deny?lang=fr', heading: 'Denial' },
  { name: 'brand', path: '/wording/brand', heading: 'Brand' },
  { name: 'choices', path: '/choices', heading: 'Choices' },
  { name: 'choices-user', path: ({ user }) => `/choices/users/${user}`, heading: 'Choices of a user' },
  { name: 'reports', path: '/reports', heading: 'Reports' },
  ...settings.map(([name, heading]) => ({ name: `settings-${name}`, path: `/settings/${name}`, heading })),
  { name: 'account', path: '/account', heading: 'Account' },
  { name: 'not-found', path: '/requests/none/none', heading: 'There is no such page' },
  { name: 'sign-in', path: '/sign-in', heading: 'Sign in' },
];
