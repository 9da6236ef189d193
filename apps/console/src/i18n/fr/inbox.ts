export const inbox = {
  title: 'Boîte d’essai',
  summary:
    'Les messages sont gardés ici au lieu d’être envoyés tant que le fournisseur Inbox est actif. Pour le développement.',
  empty: 'Il n’y a pas encore de message.',
  back: 'Tous les messages',
  detail: 'Message de la boîte d’essai',
  sms: 'SMS',
  channels: { email: 'E-mail', sms: 'SMS' },
  columns: { message: 'Message', channel: 'Canal', to: 'À', sent: 'Gardé' },
  from: 'De',
  replyTo: 'Répondre à',
  html: 'Tel qu’un logiciel de messagerie l’affiche',
  frame: 'Le message tel qu’un logiciel de messagerie l’affiche',
  text: 'Texte seul',
  links: 'Liens de ce message',
};
