export const inbox = {
  title: 'Inbox',
  summary:
    'Messages are kept here instead of being sent while the provider Inbox is active. For development.',
  empty: 'There is no message yet.',
  back: 'All messages',
  detail: 'Message in the inbox',
  sms: 'Text message',
  channels: { email: 'E-mail', sms: 'Text message' },
  columns: { message: 'Message', channel: 'Channel', to: 'To', sent: 'Kept' },
  from: 'From',
  replyTo: 'Reply to',
  html: 'As a mail program shows it',
  frame: 'The message as a mail program shows it',
  text: 'Plain text',
  links: 'Links in this message',
};
