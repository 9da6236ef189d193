const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const home = {
  title: 'Start',
  summary: {
    good: 'Alles in Ordnung.',
    overdue: (count: number) => `${plural(count, 'Anfrage ist', 'Anfragen sind')} überfällig.`,
    dueSoon: (count: number) => `${plural(count, 'Anfrage ist', 'Anfragen sind')} in 7 Tagen fällig.`,
    review: (count: number) => `${plural(count, 'Anfrage wartet', 'Anfragen warten')} auf eine Entscheidung.`,
    notReady: 'Ein Teil von Subjectline ist ausgefallen.',
    noProvider: 'Noch können keine Nachrichten gesendet werden.',
  },
  firstRun: {
    title: 'Erste Schritte',
    progress: (done: number, all: number) => `${done} von ${all} Schritten erledigt`,
    hide: 'Ausblenden',
    show: 'Erste Schritte anzeigen',
    done: 'erledigt',
    steps: {
      signIn: { title: 'Anmelden', text: 'Sie sind angemeldet.' },
      provider: {
        title: 'Wählen, wer die Nachrichten sendet',
        text: 'Das eingebaute Testpostfach bewahrt Nachrichten zum Ansehen auf. Es braucht kein Konto und sendet nichts.',
        action: 'Testpostfach verwenden',
        other: 'Einen echten Anbieter einrichten',
      },
      switches: {
        title: 'Codes und Entscheidungen verlangen, Personen benachrichtigen',
        text: 'Schaltet die Identitätsprüfung, die Entscheidung von Hand und die Nachrichten zu Eingang, Entscheidung und Abschluss ein.',
        action: 'Einschalten',
      },
      request: {
        title: 'Eine Testanfrage senden',
        text: 'Legt eine Auskunftsanfrage von ada@example.com an, wie das Formular Ihrer Website es täte.',
        action: 'Testanfrage senden',
      },
      verify: {
        title: 'Mit dem Code bestätigen',
        text: 'Die Nachricht mit dem Code ist im Testpostfach.',
        code: 'Code aus der Nachricht',
        read: 'Code aus dem Testpostfach übernehmen',
        action: 'Bestätigen',
        noCode: 'Die Nachricht mit dem Code ist noch nicht da. Versuchen Sie es gleich noch einmal.',
      },
      review: {
        title: 'Entscheiden',
        text: 'Öffnen Sie die Anfrage und nehmen Sie sie an oder lehnen Sie sie ab.',
        action: 'Anfrage öffnen',
      },
    },
  },
  health: {
    title: 'Zustand',
    services: (up: number, all: number) => `${up} von ${all} Teilen laufen`,
    down: (name: string) => `${name} ist ausgefallen`,
    blocked: (name: string) => `${name} kann gerade nicht senden`,
    provider: 'Der aktive Anbieter ist eingerichtet',
    noProvider: 'Kein Anbieter ist versandbereit',
    queued: (count: number) => plural(count, 'Nachricht wartet', 'Nachrichten warten'),
    unknown: (count: number) =>
      plural(count, 'Nachricht mit unbekanntem Ausgang', 'Nachrichten mit unbekanntem Ausgang'),
    failed: (count: number) => plural(count, 'Nachricht gescheitert', 'Nachrichten gescheitert'),
  },
  due: {
    title: 'Als Nächstes fällig',
    empty: 'Keine offene Anfrage wartet auf Antwort.',
    all: 'Alle Anfragen',
  },
};
