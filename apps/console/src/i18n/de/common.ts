export const common = {
  product: 'Subjectline',
  language: 'Sprache',
  colors: { label: 'Farben', light: 'Helle Farben', dark: 'Dunkle Farben', auto: 'Farben des Systems' },
  loading: 'Wird geladen',
  sending: 'Wird gesendet …',
  retry: 'Erneut versuchen',
  cancel: 'Abbrechen',
  close: 'Schließen',
  reveal: 'Adresse anzeigen',
  hide: 'Adresse verbergen',
  find: 'Finden',
  clearFilters: 'Filter löschen',
  all: 'Alle',
  none: 'keine',
  found: (count: number) => `${count} gefunden`,
  pages: {
    label: 'Seiten',
    previous: 'Vorige Seite',
    next: 'Nächste Seite',
    of: (page: number, pages: number) => `Seite ${page} von ${pages}`,
  },
  problem: {
    /** By the codes of the API. */
    codes: {
      provider_not_accepted: 'Der Anbieter nimmt diese Einstellungen nicht an. Nichts wurde geändert.',
      provider_not_checked:
        'Der Anbieter konnte nicht nach diesen Einstellungen gefragt werden. Nichts wurde geändert.',
      reports_not_set_up: 'Der Anbieter hat die Adresse für Zustellberichte nicht angenommen.',
    } as Readonly<Record<string, string>>,
    title: 'Das hat nicht geklappt',
    unreachable: 'Der Server ist nicht erreichbar. Prüfen Sie die Verbindung und versuchen Sie es erneut.',
    requestId: (id: string) => `Kennung des Aufrufs für den Support: ${id}`,
  },
  forbidden: {
    title: 'Kein Zugriff auf diese Seite',
    text: (scope: string) =>
      `Diese Seite braucht die Berechtigung ${scope}. Ein Inhaber kann sie Ihnen erteilen.`,
    unknown: 'Ihrem Konto fehlt eine Berechtigung. Ein Inhaber kann sie Ihnen erteilen.',
    action: (scope: string) => `Braucht die Berechtigung ${scope}`,
  },
  secretOnce: {
    title: 'Bewahren Sie dieses Geheimnis jetzt auf',
    text: 'Es wird nur dieses eine Mal angezeigt und lässt sich nicht wieder lesen.',
    secret: 'Geheimnis',
    stored: 'Ich habe es aufbewahrt',
  },
  notFound: {
    title: 'Diese Seite gibt es nicht',
    text: 'Die Adresse ist vielleicht falsch geschrieben, oder die Seite ist umgezogen.',
    home: 'Zur Startseite',
  },
};
