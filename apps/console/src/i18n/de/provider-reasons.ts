import type { ProviderReasons, TestFailures } from '../explanations';

/** What a vendor meant by its refusal, and what to do: by the reasons of the API. */
export const providerReasons: ProviderReasons = {
  key_wrong: [
    'Der Schlüssel des Anbieters ist falsch oder wurde widerrufen.',
    'Geben Sie einen anderen Schlüssel für den Anbieter ein; bei Mailgun prüfen Sie die Region.',
  ],
  key_lacks_permission: [
    'Der Schlüssel des Anbieters darf das nicht.',
    'Geben Sie dem Schlüssel beim Anbieter das Recht zu senden, oder geben Sie einen ein, der es hat.',
  ],
  login_refused: [
    'Benutzername oder Passwort werden nicht angenommen.',
    'Berichtigen Sie beides; manche Server verlangen ein App-Passwort.',
  ],
  account_unknown: ['Der Anbieter kennt dieses Konto nicht.', 'Prüfen Sie die Account SID.'],
  account_suspended: [
    'Das Konto ist gesperrt.',
    'Melden Sie sich beim Anbieter an: Er nennt den Grund, sein Support hebt die Sperre auf.',
  ],
  account_not_activated: [
    'Das Konto ist noch nicht aktiviert.',
    'Folgen Sie dem Link in der Aktivierungsmail des Anbieters.',
  ],
  trial_account: [
    'Ein Test- oder Sandbox-Konto sendet nur an Empfänger, die bei ihm eingetragen sind.',
    'Stufen Sie das Konto hoch oder tragen Sie den Empfänger ein; speichern Sie dann den Anbieter.',
  ],
  credits_used_up: [
    'Das Guthaben des Tarifs ist aufgebraucht.',
    'Erhöhen Sie den Tarif beim Anbieter; ein Tageskontingent kommt von selbst zurück.',
  ],
  domain_unknown: [
    'Der Anbieter kennt diese Absenderdomain nicht, oder sie liegt in der anderen Region.',
    'Prüfen Sie die Domain, bei Mailgun auch ihre Region.',
  ],
  domain_unverified: [
    'Die Absenderdomain ist nicht bestätigt.',
    'Setzen Sie die DNS-Einträge, die der Anbieter zeigt, und lassen Sie sie dann bestätigen.',
  ],
  sender_invalid: [
    'Der Absender ist weder eine Adresse noch eine Nummer.',
    'Berichtigen Sie den Absender in den Einstellungen des Anbieters.',
  ],
  sender_unverified: [
    'Der Absender ist nicht bestätigt.',
    'Bestätigen Sie den Absender oder seine Domain beim Anbieter; registrieren Sie eine Nummer.',
  ],
  sender_unknown: [
    'Der Absender gehört nicht zu diesem Konto oder kann nicht senden.',
    'Prüfen Sie den Absender: Er muss zum Konto gehören und senden dürfen.',
  ],
  reply_to_invalid: [
    'Die Antwortadresse (Reply-To) wird nicht angenommen.',
    'Berichtigen Sie sie in den Einstellungen oder im Text.',
  ],
  country_not_enabled: [
    'Der Versand in das Land der Person ist beim Anbieter nicht freigegeben.',
    'Geben Sie das Land dort frei und speichern Sie dann den Anbieter.',
  ],
  template_unusable: [
    'Die Vorlage beim Anbieter kann nicht verwendet werden.',
    'Berichtigen oder löschen Sie dort die Vorlage fides; bis dahin gehen Mails ohne sie hinaus.',
  ],
  base_address_wrong: [
    'Unter dieser Adresse antwortet die API des Anbieters nicht.',
    'Prüfen Sie die Adresse des Anbieters und den Proxy; bei einem Mailserver Host und Port.',
  ],
  tls_failed: [
    'Es gibt keine sichere Verbindung zum Server: Er bietet kein TLS, oder seinem Zertifikat wird nicht vertraut.',
    'Prüfen Sie Host, Port und Sicherheit.',
  ],
  settings_unusable: [
    'Die gespeicherten Einstellungen können nicht verwendet werden.',
    'Geben Sie Einstellungen und Geheimnisse des Anbieters noch einmal ein.',
  ],
  recipient_invalid: [
    'Die Adresse oder Nummer gibt es nicht.',
    'Bitten Sie die Person um eine andere Adresse.',
  ],
  recipient_not_ascii: [
    'Die Adresse hat vor dem @ Buchstaben, an die dieser Anbieter nicht schreiben kann.',
    'Verwenden Sie für diese Person einen anderen Anbieter, etwa Mailgun.',
  ],
  recipient_opted_out: [
    'Die Person hat dem Anbieter „Stopp“ gesagt.',
    'Erreichen Sie sie anders; nur sie selbst kann das zurücknehmen.',
  ],
  recipient_unreachable: [
    'Die Adresse oder Nummer ist nicht erreichbar.',
    'Bitten Sie die Person um eine andere, oder nehmen Sie einen anderen Kanal.',
  ],
  recipient_blocked: [
    'Der Mailserver oder Netzbetreiber der Person sperrt unsere Nachrichten.',
    'Prüfen Sie den Ruf der Absenderdomain, oder nehmen Sie einen anderen Kanal.',
  ],
  recipient_deferred: [
    'Der Server der Person nimmt die Nachricht später an, oder das Postfach ist belegt.',
    'Nichts zu tun: Es wird noch einmal versucht.',
  ],
  recipient_suppressed: [
    'Der Anbieter sendet nicht mehr an die Person, wegen eines früheren Rückläufers oder einer Beschwerde.',
    'Nehmen Sie einen anderen Kanal; löschen Sie die Adresse aus der Liste des Anbieters, wenn sie wieder geht.',
  ],
  mailbox_full: [
    'Das Postfach der Person ist voll.',
    'Bitten Sie um eine andere Adresse, oder senden Sie später noch einmal.',
  ],
  delivery_expired: [
    'Der Anbieter hat nach seiner ganzen Frist aufgegeben.',
    'Senden Sie noch einmal; einen Code fordert die Person neu an.',
  ],
  content_refused: [
    'Der Anbieter oder ein Netzbetreiber lehnt den Inhalt der Nachricht ab.',
    'Sehen Sie den Text an, und ändern Sie, was als Spam gelten kann.',
  ],
  too_large: ['Die Nachricht ist zu groß.', 'Kürzen Sie den Text oder was darin eingesetzt wird.'],
  sender_queue_full: [
    'Beim Anbieter warten zu viele Nachrichten dieses Absenders.',
    'Senden Sie später noch einmal; mehr Nummern oder ein Messaging Service heben die Grenze an.',
  ],
  message_unfinished: [
    'Der Anbieter ist mit der Nachricht nicht fertig und löscht sie noch nicht.',
    'Nichts zu tun: Es wird noch einmal versucht.',
  ],
  rate_limited: [
    'Zu viele Nachrichten in kurzer Zeit.',
    'Es wird von selbst noch einmal versucht; heben Sie die Grenze beim Anbieter an, wenn es bleibt.',
  ],
  vendor_unavailable: [
    'Der Anbieter hat eine Störung.',
    'Es wird von selbst noch einmal versucht; die Statusseite des Anbieters sagt mehr.',
  ],
  vendor_unreachable: ['Der Anbieter ist nicht erreichbar.', 'Prüfen Sie Netzwerk, Proxy und Firewall.'],
  vendor_silent: [
    'Der Anbieter hat nicht rechtzeitig geantwortet, oder die Verbindung brach ab.',
    'Versuchen Sie es noch einmal; wenn es bleibt, prüfen Sie das Netzwerk.',
  ],
  answer_unreadable: [
    'Die Antwort stammt nicht vom Anbieter.',
    'Prüfen Sie die Adresse des Anbieters und den Proxy, der sie gegeben haben kann.',
  ],
};

/** Why a check or a test went wrong before the vendor was asked. */
export const testFailures: TestFailures = {
  details_invalid: [
    'Die Einstellungen des Anbieters sind nicht vollständig.',
    'Ergänzen Sie, was fehlt, und speichern Sie.',
  ],
  secrets_missing: ['Der Anbieter hat noch keine Geheimnisse.', 'Geben Sie sie ein und speichern Sie.'],
  secrets_invalid: [
    'Die Geheimnisse des Anbieters passen nicht oder lassen sich nicht öffnen.',
    'Geben Sie sie noch einmal ein und speichern Sie.',
  ],
  no_email: ['Dieser Anbieter braucht eine E-Mail-Adresse.', 'Geben Sie eine ein.'],
  no_phone_number: [
    'Dieser Anbieter braucht eine Telefonnummer.',
    'Geben Sie eine in internationaler Form ein.',
  ],
  provider_failed: [
    'Der Anbieter scheiterte ohne einen hier bekannten Grund.',
    'Sehen Sie seine Antwort unten, und sehen Sie beim Anbieter nach.',
  ],
};
