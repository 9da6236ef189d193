import type { Explanations } from '../explanations';

/** What keeps messages back or became of them, and what to do: by the codes of the API. */
export const explanations: Explanations = {
  no_message: [
    'Es wurde keine Nachricht verlangt.',
    'Prüfen Sie, ob ihr Anlass eingetreten ist, etwa eine Anfrage mit dieser Adresse.',
  ],
  switched_off: ['Nachrichten dieser Art sind ausgeschaltet.', 'Schalten Sie sie in den Einstellungen ein.'],
  provider_missing: ['Kein Anbieter ist aktiv.', 'Speichern Sie einen Anbieter und aktivieren Sie ihn.'],
  provider_incomplete: [
    'Der aktive Anbieter ist nicht vollständig eingerichtet.',
    'Ergänzen Sie seine Angaben und Geheimnisse.',
  ],
  provider_not_working: [
    'Ein Anbieter funktioniert nicht; seine Nachrichten werden zurückgehalten.',
    'Beheben Sie die Ursache. Speichern seiner Einstellungen versucht es sofort.',
  ],
  suppressed: ['Die Adresse ist gesperrt.', 'Ist das falsch, löschen Sie die Sperre.'],
  limit_reached: [
    'Eine Grenze für Codes und Eingangsbestätigungen ist erreicht.',
    'Warten Sie, oder erhöhen Sie die Grenze.',
  ],
  country_not_allowed: [
    'SMS in dieses Land sind nicht erlaubt.',
    'Erlauben Sie das Land in den Einstellungen.',
  ],
  sms_limit_reached: [
    'Die Tagesgrenze für SMS ist erreicht.',
    'Warten Sie bis morgen, oder erhöhen Sie die Grenze.',
  ],
  scheduled: ['Die Nachricht ist für später geplant.', 'Warten Sie, oder senden Sie sie jetzt.'],
  queued: [
    'Die Nachricht wartet auf den ersten oder nächsten Versuch.',
    'Warten Sie, oder senden Sie sie jetzt.',
  ],
  held: [
    'Die Nachricht wird zurückgehalten: Ihr Anbieter funktioniert nicht oder ist langsam.',
    'Beheben Sie die Ursache; die Nachricht geht von selbst weiter.',
  ],
  sending: ['Die Nachricht ist gerade beim Anbieter.', 'Sehen Sie in einer Minute wieder nach.'],
  sent: [
    'Der Anbieter hat die Nachricht angenommen und seither nichts gemeldet.',
    'Richten Sie Zustellberichte ein, oder sehen Sie beim Anbieter nach.',
  ],
  accepted: ['Der Anbieter oder Netzbetreiber hat die Nachricht.', 'Warten Sie auf seinen Bericht.'],
  deferred: ['Der Anbieter versucht die Zustellung erneut.', 'Warten Sie auf seinen Bericht.'],
  delivered: ['Die Nachricht wurde zugestellt.', 'Fehlt sie, soll die Person im Spam nachsehen.'],
  rejected: ['Der Anbieter hat die Zustellung nicht versucht.', 'Sehen Sie beim Anbieter nach.'],
  bounced: [
    'Die Nachricht wurde nicht zugestellt: Sie kam zurück.',
    'Bitten Sie die Person um eine andere Adresse.',
  ],
  unsubscribed: ['Die Person hat sich nach der Nachricht abgemeldet.', 'Erreichen Sie sie auf anderem Weg.'],
  complained: ['Die Person hat die Nachricht als Spam gemeldet.', 'Erreichen Sie sie auf anderem Weg.'],
  unknown: [
    'Es lässt sich nicht feststellen, ob die Nachricht gesendet wurde.',
    'Sehen Sie beim Anbieter nach; fehlt sie, senden Sie sie erneut.',
  ],
  failed: [
    'Der Anbieter hat die Nachricht abgelehnt, oder alle Versuche sind gescheitert.',
    'Beheben Sie die Ursache und senden Sie sie erneut.',
  ],
  expired: ['Die Nachricht wurde nicht rechtzeitig gesendet.', 'Lassen Sie eine neue erstellen.'],
  skipped: ['Die Nachricht wurde nie versucht.', 'Beheben Sie die Ursache und senden Sie sie erneut.'],
  canceled: ['Die Nachricht wurde vor dem Senden abgebrochen.', 'War das ein Fehler, senden Sie sie erneut.'],
};

/** The same by the reasons of messages. */
export const reasons: Explanations = {
  no_provider: ['Kein Anbieter ist aktiv.', 'Speichern Sie einen Anbieter und aktivieren Sie ihn.'],
  provider_incomplete: [
    'Der aktive Anbieter ist nicht vollständig eingerichtet.',
    'Ergänzen Sie seine Angaben und Geheimnisse.',
  ],
  recipient_suppressed: ['Die Adresse ist gesperrt.', 'Ist das falsch, löschen Sie die Sperre.'],
  country_disabled: ['SMS in dieses Land sind nicht erlaubt.', 'Erlauben Sie das Land in den Einstellungen.'],
  sms_limit: ['Die Tagesgrenze für SMS ist erreicht.', 'Warten Sie bis morgen, oder erhöhen Sie die Grenze.'],
  unknown: [
    'Es lässt sich nicht feststellen, ob die Nachricht gesendet wurde.',
    'Sehen Sie beim Anbieter nach; fehlt sie, senden Sie sie erneut.',
  ],
  no_address: [
    'Die Person hat für diesen Kanal keine Adresse angegeben.',
    'Fragen Sie danach, oder nutzen Sie einen anderen Kanal.',
  ],
  number_refused: ['Diese Nummer kann keine SMS empfangen.', 'Bitten Sie die Person um eine andere Nummer.'],
  disowned: ['Die Person sagt, die Anfrage sei nicht von ihr.', 'Für sie wird kein Code mehr gesendet.'],
  address_limit: [
    'Mit dieser Adresse wurden zu viele Codes verlangt.',
    'Warten Sie, oder erhöhen Sie die Grenze.',
  ],
  domain_limit: [
    'Mit Adressen dieser Domain wurden zu viele Codes verlangt.',
    'Warten Sie, oder erhöhen Sie die Grenze.',
  ],
  phone_range_limit: [
    'Mit ähnlichen Rufnummern wurden zu viele Codes verlangt.',
    'Warten Sie, oder erhöhen Sie die Grenze.',
  ],
  caller_limit: [
    'Von derselben Stelle wurden zu viele Codes verlangt.',
    'Warten Sie, oder erhöhen Sie die Grenze.',
  ],
  organization_limit: [
    'Die Grenze Ihrer Organisation für Codes ist erreicht.',
    'Warten Sie, oder erhöhen Sie die Grenze.',
  ],
  no_approver: ['Niemand ist für Freigaben benannt.', 'Benennen Sie, wer Einwilligungen freigibt.'],
  no_wording: [
    'Für diese Nachricht gibt es keinen Text.',
    'Schreiben Sie ihn in der Sprache der Person oder auf Englisch.',
  ],
  template_missing: ['Diese Art von Nachricht hat noch keine Vorlage.', 'Legen Sie ihre Vorlage an.'],
  parameter_missing: [
    'Ein Wert, den der Text braucht, fehlte.',
    'Geben Sie den Wert an, oder nehmen Sie ihn aus dem Text.',
  ],
  too_long: ['Die Nachricht ist für ihren Kanal zu lang.', 'Kürzen Sie den Text.'],
  unreadable: [
    'Die gespeicherte Nachricht ist mit den heutigen Schlüsseln nicht lesbar.',
    'Prüfen Sie die Schlüssel der Installation.',
  ],
  refused: ['Der Anbieter hat die Nachricht abgelehnt.', 'Sehen Sie beim Anbieter nach.'],
  throttled: [
    'Der Anbieter nahm rechtzeitig keine Nachrichten mehr an.',
    'Senden Sie später erneut, oder erhöhen Sie die Grenze beim Anbieter.',
  ],
  unavailable: ['Der Anbieter war nicht rechtzeitig erreichbar.', 'Senden Sie sie erneut.'],
  misconfigured: [
    'Der Anbieter nimmt seine Einstellungen nicht an.',
    'Berichtigen Sie den Anbieter und senden Sie die Nachricht erneut.',
  ],
};
