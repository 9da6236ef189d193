export const shell = {
  navigation: 'Main navigation',
  skip: 'Skip to the content',
  openMenu: 'Open the menu',
  closeMenu: 'Close the menu',
  account: (name: string) => `Signed in as ${name}`,
  signOut: 'Sign out',
  apiDocs: 'API description',
  pages: {
    home: 'Home',
    requests: 'Requests',
    messages: 'Messages',
    attention: 'Attention',
    providers: 'Providers',
    inbox: 'Inbox',
    people: 'People',
    wording: 'Wording',
    choices: 'Choices',
    reports: 'Reports',
    settings: 'Settings',
  },
  palette: {
    open: 'Search',
    placeholder: 'A page, an action, or an id',
    nothing: 'Nothing found',
    found: 'Found',
    pages: 'Pages',
    actions: 'Actions',
    openRequest: (id: string) => `Open the request ${id}`,
    openMessage: (id: string) => `Open the message ${id}`,
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    palette: 'Search',
    goTo: (page: string) => `Go to ${page}`,
    help: 'This list',
    singleKeys: 'Single-letter shortcuts',
  },
  signIn: {
    title: 'Sign in',
    text: 'With the id and secret of an API client. The first one is printed when Subjectline starts.',
    again: 'Your session has ended',
    againText: 'Sign in again to go on. What you typed is kept.',
    clientId: 'Client id',
    clientSecret: 'Client secret',
    submit: 'Sign in',
    wrong: 'The client id or its secret is wrong.',
    tooMany: 'Too many attempts. Wait a minute, then try again.',
    useCode: 'Use a code by e-mail instead',
    useClient: 'Use a client id and secret instead',
    codeText: 'With your e-mail address: we mail you a code of six digits.',
    email: 'E-mail address',
    organization: 'Organization',
    organizationHelp: 'Leave this empty unless you were given one.',
    sendCode: 'Send the code',
    codeSent: (email: string) =>
      `If ${email} has an account, a code is on its way. It is valid for ten minutes.`,
    code: 'Code',
    otherAddress: 'Use another address',
    wrongCode: 'The code is wrong, has expired or was used. Ask for a new one.',
    wrongAddress: 'Check the address and the organization.',
    oidc: {
      continueWith: (label: string) => `Continue with ${label}`,
      anotherOrganization: 'Another organization',
      working: 'Signing in…',
      refusals: {
        oidc_cancelled: 'The sign-in was cancelled. Try again, or sign in another way.',
        oidc_refused:
          'The identity provider refused the sign-in. Ask its administrator whether you may use this application.',
        oidc_sign_in_expired:
          'The sign-in took too long, was used already, or began elsewhere. Try again in this window.',
        oidc_unavailable:
          'The identity provider does not answer. Try again in a minute, or sign in another way.',
        oidc_answer_invalid:
          'The identity provider gave an answer that is not valid. Tell your Subjectline administrator; the log says why.',
        oidc_client_refused:
          'The identity provider does not accept the client id or secret of Subjectline. Tell your Subjectline administrator.',
        oidc_signature_invalid:
          'The answer is not signed with a key of the identity provider. Try again, and report it if it happens again.',
        oidc_token_expired:
          'The answer of the identity provider has expired. Try again; if it happens again, the clocks differ.',
        oidc_audience_wrong:
          'The answer of the identity provider is for another application. Tell your Subjectline administrator.',
        oidc_nonce_wrong: 'The answer of the identity provider belongs to another sign-in. Try again.',
        oidc_address_unverified:
          'The identity provider does not confirm your e-mail address. Verify it there, then try again.',
        oidc_not_admitted:
          'No user can sign in with this account. Ask an owner whether you are invited and your account is enabled.',
        oidc_other_account:
          'The user with this address is linked to another account of the identity provider. An owner can remove the link.',
        oidc_off: 'Sign-in with OpenID Connect is not configured.',
      } as Readonly<Record<string, string>>,
    },
  },
};
