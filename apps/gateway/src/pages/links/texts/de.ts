import type { Texts } from './en';

export const de: Texts = {
  request: {
    title: 'Bestätigen Sie Ihre Anfrage',
    lead: 'Wir haben diese Anfrage in Ihrem Namen erhalten:',
    explanation:
      'Wenn sie von Ihnen stammt, bestätigen Sie sie bitte. Erst dann beginnen wir mit der Bearbeitung.',
    confirm: 'Meine Anfrage bestätigen',
    doneTitle: 'Ihre Anfrage ist bestätigt',
    done: 'Vielen Dank. Wir kümmern uns darum und schreiben Ihnen, sobald es etwas Neues gibt.',
    received: 'Eingegangen am',
    due: 'Unsere Antwort erhalten Sie spätestens am',
    reference: 'Ihre Vorgangsnummer',
    keep: 'Bewahren Sie diese Nummer auf: Wenn Sie uns schreiben oder anrufen, finden wir Ihre Anfrage damit.',
    stepTitle: 'Dieser Schritt ist erledigt',
    left: 'Vielen Dank. Bevor wir beginnen, brauchen wir noch:',
  },
  declaration: {
    title: 'Unterzeichnen Sie Ihre Erklärung',
    lead: 'Mit Ihrer Unterschrift erklären Sie:',
    name: 'Ihr vollständiger Name',
    hint: 'Wie Sie einen Brief unterzeichnen würden, höchstens 200 Zeichen.',
    sign: 'Unterzeichnen',
    doneTitle: 'Ihre Erklärung ist unterzeichnet',
  },
  choices: {
    title: 'Bestätigen Sie Ihre Datenschutz-Einstellungen',
    lead: 'Diese Einstellungen haben wir in Ihrem Namen erhalten:',
    explanation: 'Wenn sie von Ihnen stammen, bestätigen Sie sie bitte. Vorher ändert sich nichts.',
    confirm: 'Meine Einstellungen bestätigen',
    doneTitle: 'Ihre Einstellungen sind bestätigt',
    done: 'Vielen Dank. Ihre Einstellungen gelten ab sofort.',
    purposes: 'Zwecke',
    vendors: 'Partner',
    yes: 'Ja',
    no: 'Nein',
    unset: 'Keine Angabe',
  },
  approval: {
    title: 'Über eine Einwilligung entscheiden',
    lead: 'Diese Änderung gilt erst, wenn Sie sie genehmigen. Ihre Entscheidung wird in jedem Fall festgehalten.',
    person: 'Person',
    recordedBy: 'Erfasst von',
    recordedAt: 'Erfasst am',
    method: 'Bestätigt durch',
    methodFile: 'ein Dokument',
    methodSignature: 'eine Unterschrift',
    proofs: 'Nachweise',
    noProofs: 'Keine',
    newer:
      'Diese Person hat ihre Einstellungen seitdem erneut geändert. Ihre Genehmigung hebt die neuere Änderung nicht auf.',
    approve: 'Diese Änderung genehmigen',
    rejectTitle: 'Oder ablehnen',
    reason: 'Begründung',
    reasonHint: 'Wird mit der Änderung aufbewahrt; höchstens {max} Zeichen.',
    reject: 'Diese Änderung ablehnen',
    approvedTitle: 'Die Änderung ist genehmigt',
    approved: 'Sie gilt ab sofort.',
    rejectedTitle: 'Die Änderung ist abgelehnt',
    rejected: 'Ihre Begründung wird aufbewahrt. Die Einstellungen dieser Person bleiben, wie sie waren.',
    size: '{count} KB',
  },
  preferences: {
    title: 'Öffnen Sie Ihre Einstellungen',
    signIn:
      'Sie haben diesen Link angefordert. Er öffnet Ihre Einstellungen in diesem Browser und gilt nur einmal.',
    welcome:
      'Sie haben uns Ihre Auswahl mitgeteilt. Dieser Link öffnet sie in diesem Browser und gilt nur einmal.',
    open: 'Meine Einstellungen öffnen',
    doneTitle: 'Ihre Adresse ist bestätigt',
    done: 'Gehen Sie zurück zu der Seite, auf der Sie den Link angefordert haben.',
    welcomeDone:
      'Ihre Auswahl ist so gespeichert, wie Sie sie uns mitgeteilt haben. Hier ist nichts weiter zu tun.',
    usedTitle: 'Dieser Link wurde bereits verwendet',
    usedSignIn:
      'Er gilt nur einmal. Einen neuen können Sie auf der Seite anfordern, auf der Sie diesen angefordert haben.',
    usedWelcome:
      'Er gilt nur einmal. Um Ihre Auswahl noch einmal anzusehen oder zu ändern, fordern Sie auf der Seite, auf der Sie sie getroffen haben, einen neuen Link an.',
  },
  invitation: {
    title: 'Nehmen Sie die Einladung an',
    lead: 'Sie sind eingeladen, Datenschutzanfragen zu bearbeiten. Wenn Sie annehmen, sind Sie in diesem Browser angemeldet. Der Link gilt nur einmal.',
    accept: 'Annehmen und anmelden',
    doneTitle: 'Sie sind angemeldet',
    done: 'Öffnen Sie die Konsole, um zu beginnen.',
    usedTitle: 'Diese Einladung wurde bereits angenommen',
    used: 'Der Link gilt nur einmal. Melden Sie sich mit Ihrer Adresse und einem Code an, den wir Ihnen senden.',
  },
  notMe: {
    button: 'Das war ich nicht',
    explanation: 'Sie haben nichts angefordert? Sagen Sie es uns, dann stoppen wir den Vorgang.',
    codeTitle: 'Sie haben keinen Code angefordert?',
    codeLead: 'Jemand hat Ihre Adresse eingegeben, deshalb haben wir einen Code dorthin geschickt.',
    codeExplanation:
      'Wenn Sie das nicht waren, sagen Sie es uns. Der Code wird ungültig, und wir schicken eine Zeit lang keine weiteren Codes oder Links an Ihre Adresse.',
    codeIgnore:
      'Wenn Sie es waren, ist hier nichts zu tun: Geben Sie den Code dort ein, wo Sie ihn angefordert haben.',
    codeUsedTitle: 'Der Code wurde verwendet',
    codeUsed:
      'Er wurde eingegeben, bevor Sie hierher kamen, und lässt sich mit diesem Link nicht mehr stoppen. Wenn Sie das nicht waren, antworten Sie bitte auf die Nachricht.',
    doneTitle: 'Vielen Dank für den Hinweis',
    done: 'Was in Ihrem Namen angefordert wurde, ist gestoppt. Deswegen wurden keine Daten herausgegeben oder geändert. Bis zum {moment} schicken wir keine weiteren Codes oder Links an Ihre Adresse.',
  },
  expired: {
    title: 'Dieser Link ist abgelaufen',
    lead: 'Er war nur eine begrenzte Zeit gültig, oder ein neuerer Link hat ihn ersetzt.',
    renewable: 'Wir können einen neuen an die Adresse schicken, die diesen erhalten hat.',
    renew: 'Neuen Link zuschicken',
    other: 'Wenn Sie ihn noch brauchen, fordern Sie dort einen neuen an, wo Sie diesen erhalten haben.',
    renewedTitle: 'Sehen Sie in Ihrem Postfach nach',
    renewed:
      'Ein neuer Link ist unterwegs, sofern wir nicht gerade erst einen geschickt haben. Er ersetzt diesen.',
    again: 'Nichts angekommen? In {duration} können Sie es noch einmal versuchen.',
    good: 'Der neue Link gilt {duration}.',
    stoppedTitle: 'Wir können keinen weiteren Link schicken',
    stopped:
      'Es ist zu viel Zeit vergangen, oder es wurde bereits entschieden. Bitte beginnen Sie noch einmal von vorn.',
  },
  used: {
    title: 'Das ist bereits erledigt',
    lead: 'Der Link wurde bereits verwendet und gilt nur einmal. Sie müssen nichts mehr tun.',
  },
  disowned: {
    title: 'Der Vorgang wurde gestoppt',
    lead: 'Über diesen Link wurde uns mitgeteilt, dass nichts angefordert wurde. Wir haben nichts weiter unternommen.',
    backExplanation:
      'Haben Sie es doch angefordert? Bis {moment} können Sie das zurücknehmen: Dann geht alles weiter wie zuvor.',
    backButton: 'Ich habe das doch angefordert',
    backTitle: 'Ihr Hinweis ist zurückgenommen',
    back: 'Der Code oder Link in der Nachricht gilt wieder bis {moment}, und was in Ihrem Namen angefordert wurde, wartet darauf. Codes und Links können Ihre Adresse wieder erreichen.',
    backRest: 'Nachrichten, die wir inzwischen zurückgehalten haben, werden nicht nachgeschickt.',
    over: 'Das lässt sich nicht mehr zurücknehmen: Die Gültigkeit der Nachricht ist abgelaufen. Wenn Sie es doch angefordert haben, stellen Sie Ihre Anfrage bitte dort noch einmal, wo Sie sie gestellt haben.',
  },
  unknown: {
    title: 'Dieser Link ist uns nicht bekannt',
    lead: 'Vielleicht fehlt ein Teil der Adresse. Öffnen Sie den Link noch einmal aus der Nachricht, oder kopieren Sie ihn vollständig. Hilft das nicht, antworten Sie auf die Nachricht oder wenden Sie sich an das Unternehmen, das sie geschickt hat.',
  },
  moved: {
    title: 'Es gibt nichts mehr zu bestätigen',
    lead: 'Was Sie mit diesem Link bestätigen sollten, wurde inzwischen entschieden oder zurückgezogen.',
  },
  unfit: {
    title: 'Das hat nicht geklappt',
    lead: 'Wir konnten die Angaben aus Ihrem Browser nicht lesen. Es wurde nichts geändert. Öffnen Sie den Link noch einmal aus der Nachricht.',
  },
  busy: {
    title: 'Zu viele Anfragen aus Ihrem Netz',
    lead: 'Bitte warten Sie eine Minute und öffnen Sie den Link dann noch einmal aus der Nachricht. Er bleibt gültig.',
  },
  down: {
    title: 'Wir können gerade nicht antworten',
    lead: 'Ob Ihr Anliegen ausgeführt wurde, können wir gerade nicht sagen. Öffnen Sie den Link in einigen Minuten noch einmal aus der Nachricht: Er zeigt, wie es steht.',
  },
  contact: {
    questions: 'Fragen?',
    form: 'Kontaktformular',
    privacyNotice: 'Datenschutzhinweise',
    officer: 'Datenschutzbeauftragter:',
  },
  common: {
    close: 'Sie können diese Seite schließen.',
    looking: 'Das Öffnen dieser Seite hat nichts geändert.',
  },
};
