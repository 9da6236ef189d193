import type { Explanations } from '../explanations';

/** What keeps messages back or became of them, and what to do: by the codes of the API. */
export const explanations: Explanations = {
  no_message: [
    'Aucun message n’a été demandé.',
    'Vérifiez que ce qui doit le causer a eu lieu, comme une demande avec cette adresse.',
  ],
  switched_off: ['Les messages de ce type sont désactivés.', 'Activez-les dans les réglages.'],
  provider_missing: ['Aucun fournisseur n’est actif.', 'Enregistrez un fournisseur et activez-le.'],
  provider_incomplete: [
    'Le fournisseur actif n’est pas entièrement configuré.',
    'Complétez ses réglages et ses secrets.',
  ],
  provider_not_working: [
    'Un fournisseur ne fonctionne pas ; ses messages sont retenus.',
    'Réparez-le. Enregistrer ses réglages l’essaie aussitôt.',
  ],
  suppressed: ['L’adresse est bloquée.', 'Si c’est une erreur, supprimez le blocage.'],
  limit_reached: ['Une limite de codes et d’accusés est atteinte.', 'Attendez, ou relevez la limite.'],
  country_not_allowed: [
    'Les SMS vers ce pays ne sont pas autorisés.',
    'Autorisez le pays dans les réglages.',
  ],
  sms_limit_reached: ['La limite quotidienne de SMS est atteinte.', 'Attendez demain, ou relevez la limite.'],
  scheduled: ['Le message est planifié pour plus tard.', 'Attendez, ou envoyez-le maintenant.'],
  queued: ['Le message attend son premier essai, ou le suivant.', 'Attendez, ou envoyez-le maintenant.'],
  held: [
    'Le message est retenu : son fournisseur ne fonctionne pas, ou est lent.',
    'Réparez le fournisseur ; le message repart de lui-même.',
  ],
  sending: ['Le message est chez le fournisseur en ce moment.', 'Regardez de nouveau dans une minute.'],
  sent: [
    'Le fournisseur a accepté le message, et n’a rien signalé depuis.',
    'Configurez les rapports de remise, ou cherchez-le chez le fournisseur.',
  ],
  accepted: ['Le fournisseur ou l’opérateur a le message.', 'Attendez son rapport.'],
  deferred: ['Le fournisseur essaie de nouveau de remettre le message.', 'Attendez son rapport.'],
  delivered: ['Le message a été remis.', 'S’il manque, la personne doit regarder dans ses indésirables.'],
  rejected: ['Le fournisseur n’a pas essayé de remettre le message.', 'Cherchez-le chez le fournisseur.'],
  bounced: ['Le message n’a pas été remis : il est revenu.', 'Demandez une autre adresse à la personne.'],
  unsubscribed: ['La personne s’est désabonnée après le message.', 'Contactez-la autrement.'],
  complained: ['La personne a signalé le message comme indésirable.', 'Contactez-la autrement.'],
  unknown: [
    'Impossible de savoir si le message a été envoyé.',
    'Cherchez-le chez le fournisseur ; renvoyez-le s’il manque.',
  ],
  failed: [
    'Le fournisseur a refusé le message, ou tous les essais ont échoué.',
    'Réparez la cause et renvoyez-le.',
  ],
  expired: ['Le message n’a pas été envoyé à temps.', 'Faites-en créer un nouveau.'],
  skipped: ['Le message n’a jamais été essayé.', 'Réparez la cause et renvoyez-le.'],
  canceled: ['Le message a été annulé avant son envoi.', 'Renvoyez-le si c’était une erreur.'],
};

/** The same by the reasons of messages. */
export const reasons: Explanations = {
  no_provider: ['Aucun fournisseur n’est actif.', 'Enregistrez un fournisseur et activez-le.'],
  provider_incomplete: [
    'Le fournisseur actif n’est pas entièrement configuré.',
    'Complétez ses réglages et ses secrets.',
  ],
  recipient_suppressed: ['L’adresse est bloquée.', 'Si c’est une erreur, supprimez le blocage.'],
  country_disabled: ['Les SMS vers ce pays ne sont pas autorisés.', 'Autorisez le pays dans les réglages.'],
  sms_limit: ['La limite quotidienne de SMS est atteinte.', 'Attendez demain, ou relevez la limite.'],
  unknown: [
    'Impossible de savoir si le message a été envoyé.',
    'Cherchez-le chez le fournisseur ; renvoyez-le s’il manque.',
  ],
  no_address: [
    'La personne n’a laissé aucune adresse pour ce canal.',
    'Demandez-en une, ou utilisez un autre canal.',
  ],
  number_refused: ['Ce numéro ne peut pas recevoir de SMS.', 'Demandez un autre numéro à la personne.'],
  disowned: [
    'La personne a dit que la demande n’était pas la sienne.',
    'Aucun code n’est plus envoyé pour elle.',
  ],
  address_limit: ['Trop de codes ont été demandés avec cette adresse.', 'Attendez, ou relevez la limite.'],
  domain_limit: [
    'Trop de codes ont été demandés avec des adresses de ce domaine.',
    'Attendez, ou relevez la limite.',
  ],
  phone_range_limit: [
    'Trop de codes ont été demandés avec des numéros proches.',
    'Attendez, ou relevez la limite.',
  ],
  caller_limit: ['Trop de codes ont été demandés depuis le même endroit.', 'Attendez, ou relevez la limite.'],
  organization_limit: [
    'La limite de codes de votre organisation est atteinte.',
    'Attendez, ou relevez la limite.',
  ],
  no_approver: ['Aucun approbateur n’est désigné.', 'Désignez les approbateurs des consentements.'],
  no_wording: [
    'Il n’y a pas de texte pour ce message.',
    'Rédigez-le dans la langue de la personne, ou en anglais.',
  ],
  template_missing: ['Ce type de message n’a pas encore de modèle.', 'Créez son modèle.'],
  parameter_missing: [
    'Une valeur dont le texte a besoin manquait.',
    'Donnez la valeur, ou retirez-la du texte.',
  ],
  too_long: ['Le message est trop long pour son canal.', 'Raccourcissez le texte.'],
  unreadable: [
    'Le message stocké n’est pas lisible avec les clés actuelles.',
    'Vérifiez les clés de l’installation.',
  ],
  refused: ['Le fournisseur a refusé le message.', 'Cherchez-le chez le fournisseur.'],
  throttled: [
    'Le fournisseur n’a plus accepté de messages à temps.',
    'Renvoyez-le plus tard, ou relevez la limite chez le fournisseur.',
  ],
  unavailable: ['Le fournisseur n’a pas pu être joint à temps.', 'Renvoyez-le.'],
  misconfigured: [
    'Le fournisseur n’accepte pas ses réglages.',
    'Corrigez le fournisseur et renvoyez le message.',
  ],
};
