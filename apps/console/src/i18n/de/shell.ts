export const shell = {
  navigation: 'Hauptnavigation',
  skip: 'Zum Inhalt',
  openMenu: 'Menü öffnen',
  closeMenu: 'Menü schließen',
  account: (name: string) => `Angemeldet als ${name}`,
  signOut: 'Abmelden',
  apiDocs: 'Beschreibung der API',
  pages: {
    home: 'Start',
    requests: 'Anfragen',
    messages: 'Nachrichten',
    attention: 'Zu klären',
    providers: 'Anbieter',
    inbox: 'Testpostfach',
    people: 'Personen',
    wording: 'Texte',
    choices: 'Einwilligungen',
    reports: 'Berichte',
    settings: 'Einstellungen',
  },
  palette: {
    open: 'Suchen',
    placeholder: 'Seite, Aktion oder Kennung',
    nothing: 'Nichts gefunden',
    found: 'Gefunden',
    pages: 'Seiten',
    actions: 'Aktionen',
    openRequest: (id: string) => `Anfrage ${id} öffnen`,
    openMessage: (id: string) => `Nachricht ${id} öffnen`,
  },
  shortcuts: {
    title: 'Tastenkürzel',
    palette: 'Suchen',
    goTo: (page: string) => `Zu ${page}`,
    help: 'Diese Liste',
    singleKeys: 'Kürzel aus einzelnen Buchstaben',
  },
  signIn: {
    title: 'Anmelden',
    text: 'Mit Kennung und Geheimnis eines API-Clients. Der erste wird beim Start von Subjectline angezeigt.',
    again: 'Ihre Sitzung ist beendet',
    againText: 'Melden Sie sich erneut an, um fortzufahren. Ihre Eingaben bleiben erhalten.',
    clientId: 'Kennung des Clients',
    clientSecret: 'Geheimnis des Clients',
    submit: 'Anmelden',
    wrong: 'Kennung oder Geheimnis des Clients ist falsch.',
    tooMany: 'Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es erneut.',
    useCode: 'Stattdessen mit Code per E-Mail',
    useClient: 'Stattdessen mit Kennung und Geheimnis',
    codeText: 'Mit Ihrer E-Mail-Adresse: Sie erhalten einen sechsstelligen Code.',
    email: 'E-Mail-Adresse',
    organization: 'Organisation',
    organizationHelp: 'Nur ausfüllen, wenn Ihnen eine genannt wurde.',
    sendCode: 'Code senden',
    codeSent: (email: string) =>
      `Falls ${email} ein Konto hat, ist ein Code unterwegs. Er gilt zehn Minuten.`,
    code: 'Code',
    otherAddress: 'Andere Adresse verwenden',
    wrongCode: 'Der Code ist falsch, abgelaufen oder bereits benutzt. Fordern Sie einen neuen an.',
    wrongAddress: 'Prüfen Sie Adresse und Organisation.',
    oidc: {
      continueWith: (label: string) => `Weiter mit ${label}`,
      anotherOrganization: 'Andere Organisation',
      working: 'Anmeldung läuft…',
      refusals: {
        oidc_cancelled:
          'Die Anmeldung wurde abgebrochen. Versuchen Sie es erneut, oder melden Sie sich anders an.',
        oidc_refused:
          'Der Identitätsanbieter hat die Anmeldung abgelehnt. Fragen Sie dessen Verwaltung, ob Sie diese Anwendung nutzen dürfen.',
        oidc_sign_in_expired:
          'Die Anmeldung dauerte zu lange, wurde schon benutzt oder begann anderswo. Versuchen Sie es in diesem Fenster erneut.',
        oidc_unavailable:
          'Der Identitätsanbieter antwortet nicht. Versuchen Sie es in einer Minute erneut, oder melden Sie sich anders an.',
        oidc_answer_invalid:
          'Die Antwort des Identitätsanbieters ist ungültig. Sagen Sie es dem Betreiber von Subjectline; das Log nennt den Grund.',
        oidc_client_refused:
          'Der Identitätsanbieter akzeptiert Kennung oder Geheimnis von Subjectline nicht. Sagen Sie es dem Betreiber.',
        oidc_signature_invalid:
          'Die Antwort ist nicht mit einem Schlüssel des Identitätsanbieters signiert. Versuchen Sie es erneut, und melden Sie es, wenn es wieder geschieht.',
        oidc_token_expired:
          'Die Antwort des Identitätsanbieters ist abgelaufen. Versuchen Sie es erneut; geschieht es wieder, gehen die Uhren verschieden.',
        oidc_audience_wrong:
          'Die Antwort des Identitätsanbieters gilt einer anderen Anwendung. Sagen Sie es dem Betreiber von Subjectline.',
        oidc_nonce_wrong:
          'Die Antwort des Identitätsanbieters gehört zu einer anderen Anmeldung. Versuchen Sie es erneut.',
        oidc_address_unverified:
          'Der Identitätsanbieter bestätigt Ihre E-Mail-Adresse nicht. Lassen Sie sie dort bestätigen, und versuchen Sie es erneut.',
        oidc_not_admitted:
          'Mit diesem Konto kann sich kein Nutzer anmelden. Fragen Sie einen Inhaber, ob Sie eingeladen sind und Ihr Konto aktiv ist.',
        oidc_other_account:
          'Der Nutzer mit dieser Adresse ist mit einem anderen Konto des Identitätsanbieters verknüpft. Ein Inhaber kann die Verknüpfung aufheben.',
        oidc_off: 'Die Anmeldung mit OpenID Connect ist nicht eingerichtet.',
      } as Readonly<Record<string, string>>,
    },
  },
};
