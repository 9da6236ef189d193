export const inbox = {
  title: 'Testpostfach',
  summary:
    'Nachrichten werden hier aufbewahrt statt versendet, solange der Anbieter Inbox aktiv ist. Für die Entwicklung.',
  empty: 'Es gibt noch keine Nachricht.',
  back: 'Alle Nachrichten',
  detail: 'Nachricht im Testpostfach',
  sms: 'SMS',
  channels: { email: 'E-Mail', sms: 'SMS' },
  columns: { message: 'Nachricht', channel: 'Kanal', to: 'An', sent: 'Aufbewahrt' },
  from: 'Von',
  replyTo: 'Antwort an',
  html: 'Wie ein Mailprogramm sie zeigt',
  frame: 'Die Nachricht, wie ein Mailprogramm sie zeigt',
  text: 'Nur Text',
  links: 'Links in dieser Nachricht',
};
