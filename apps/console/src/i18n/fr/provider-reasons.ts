import type { ProviderReasons, TestFailures } from '../explanations';

/** What a vendor meant by its refusal, and what to do: by the reasons of the API. */
export const providerReasons: ProviderReasons = {
  key_wrong: [
    'La clé du fournisseur est fausse ou révoquée.',
    'Saisissez une autre clé pour le fournisseur ; chez Mailgun, vérifiez la région.',
  ],
  key_lacks_permission: [
    'La clé du fournisseur n’en a pas le droit.',
    'Donnez à la clé le droit d’envoyer chez le fournisseur, ou saisissez-en une qui l’a.',
  ],
  login_refused: [
    'Le nom d’utilisateur ou le mot de passe n’est pas accepté.',
    'Corrigez-les ; certains serveurs demandent un mot de passe d’application.',
  ],
  account_unknown: [
    'Le fournisseur ne connaît pas ce compte.',
    'Vérifiez l’identifiant du compte (Account SID).',
  ],
  account_suspended: [
    'Le compte est suspendu.',
    'Connectez-vous chez le fournisseur : il dit pourquoi, et son assistance peut le rétablir.',
  ],
  account_not_activated: [
    'Le compte n’est pas encore activé.',
    'Suivez le lien du message d’activation du fournisseur.',
  ],
  trial_account: [
    'Un compte d’essai n’envoie qu’aux destinataires qui y sont enregistrés.',
    'Passez à un compte complet, ou enregistrez-y le destinataire ; puis enregistrez le fournisseur.',
  ],
  credits_used_up: [
    'Les crédits de l’abonnement sont épuisés.',
    'Augmentez l’abonnement chez le fournisseur ; un quota quotidien revient de lui-même.',
  ],
  domain_unknown: [
    'Le fournisseur ne connaît pas ce domaine d’envoi, ou il est dans l’autre région.',
    'Vérifiez le domaine et, chez Mailgun, sa région.',
  ],
  domain_unverified: [
    'Le domaine d’envoi n’est pas vérifié.',
    'Créez les enregistrements DNS que le fournisseur indique, puis faites-le vérifier.',
  ],
  sender_invalid: [
    'L’expéditeur n’est ni une adresse ni un numéro.',
    'Corrigez l’expéditeur dans les réglages du fournisseur.',
  ],
  sender_unverified: [
    'L’expéditeur n’est pas vérifié.',
    'Vérifiez l’expéditeur ou son domaine chez le fournisseur ; enregistrez un numéro.',
  ],
  sender_unknown: [
    'L’expéditeur n’est pas de ce compte, ou ne peut pas envoyer.',
    'Vérifiez l’expéditeur : il doit appartenir au compte et pouvoir envoyer.',
  ],
  reply_to_invalid: [
    'L’adresse de réponse (Reply-To) n’est pas acceptée.',
    'Corrigez-la dans les réglages ou dans le texte.',
  ],
  country_not_enabled: [
    'L’envoi vers le pays de la personne n’est pas activé chez le fournisseur.',
    'Activez-y le pays, puis enregistrez le fournisseur.',
  ],
  template_unusable: [
    'Le modèle chez le fournisseur est inutilisable.',
    'Corrigez-y ou supprimez le modèle nommé fides ; d’ici là, les messages partent sans lui.',
  ],
  base_address_wrong: [
    'L’API du fournisseur ne répond pas à cette adresse.',
    'Vérifiez l’adresse du fournisseur et le proxy ; pour un serveur de messagerie, l’hôte et le port.',
  ],
  tls_failed: [
    'Pas de connexion sûre au serveur : il n’offre pas TLS, ou son certificat n’est pas fiable.',
    'Vérifiez l’hôte, le port et la sécurité.',
  ],
  settings_unusable: [
    'Les réglages enregistrés sont inutilisables.',
    'Saisissez de nouveau les réglages et les secrets du fournisseur.',
  ],
  recipient_invalid: ['L’adresse ou le numéro n’existe pas.', 'Demandez une autre adresse à la personne.'],
  recipient_not_ascii: [
    'L’adresse a, avant le @, des lettres que ce fournisseur ne prend pas en charge.',
    'Utilisez un autre fournisseur pour cette personne, comme Mailgun.',
  ],
  recipient_opted_out: [
    'La personne a demandé l’arrêt au fournisseur.',
    'Contactez-la autrement ; elle seule peut revenir dessus.',
  ],
  recipient_unreachable: [
    'L’adresse ou le numéro est injoignable.',
    'Demandez-en un autre à la personne, ou utilisez un autre canal.',
  ],
  recipient_blocked: [
    'Le serveur ou l’opérateur de la personne bloque nos messages.',
    'Vérifiez la réputation du domaine d’envoi, ou utilisez un autre canal.',
  ],
  recipient_deferred: [
    'Le serveur de la personne prendra le message plus tard, ou la boîte est occupée.',
    'Rien à faire : un nouvel essai aura lieu.',
  ],
  recipient_suppressed: [
    'Le fournisseur n’envoie plus à la personne, à cause d’un retour ou d’une plainte.',
    'Utilisez un autre canal ; retirez l’adresse de la liste du fournisseur si elle fonctionne de nouveau.',
  ],
  mailbox_full: [
    'La boîte de la personne est pleine.',
    'Demandez une autre adresse, ou renvoyez-le plus tard.',
  ],
  delivery_expired: [
    'Le fournisseur a abandonné après tous ses essais.',
    'Renvoyez-le ; pour un code, la personne en demande un nouveau.',
  ],
  content_refused: [
    'Le fournisseur ou un opérateur refuse le contenu du message.',
    'Relisez le texte, et changez ce qui peut passer pour indésirable.',
  ],
  too_large: ['Le message est trop volumineux.', 'Raccourcissez le texte, ou ce qui y est inséré.'],
  sender_queue_full: [
    'Trop de messages attendent pour cet expéditeur chez le fournisseur.',
    'Renvoyez-le plus tard ; d’autres numéros ou un Messaging Service relèvent la limite.',
  ],
  message_unfinished: [
    'Le fournisseur n’a pas fini le message et ne le supprime pas encore.',
    'Rien à faire : un nouvel essai aura lieu.',
  ],
  rate_limited: [
    'Trop de messages en peu de temps.',
    'Un nouvel essai a lieu de lui-même ; relevez la limite chez le fournisseur si cela dure.',
  ],
  vendor_unavailable: [
    'Le fournisseur est en panne.',
    'Un nouvel essai a lieu de lui-même ; la page d’état du fournisseur en dit plus.',
  ],
  vendor_unreachable: ['Le fournisseur est injoignable.', 'Vérifiez le réseau, le proxy et le pare-feu.'],
  vendor_silent: [
    'Le fournisseur n’a pas répondu à temps, ou la connexion s’est rompue.',
    'Réessayez ; si cela dure, vérifiez le réseau.',
  ],
  answer_unreadable: [
    'La réponse n’est pas celle du fournisseur.',
    'Vérifiez l’adresse du fournisseur et le proxy, qui a pu la donner.',
  ],
};

/** Why a check or a test went wrong before the vendor was asked. */
export const testFailures: TestFailures = {
  details_invalid: ['Les réglages du fournisseur sont incomplets.', 'Complétez-les et enregistrez.'],
  secrets_missing: ['Le fournisseur n’a pas encore de secrets.', 'Saisissez-les et enregistrez.'],
  secrets_invalid: [
    'Les secrets du fournisseur ne conviennent pas, ou ne peuvent être ouverts.',
    'Saisissez-les de nouveau et enregistrez.',
  ],
  no_email: ['Ce fournisseur demande une adresse e-mail.', 'Saisissez-en une.'],
  no_phone_number: [
    'Ce fournisseur demande un numéro de téléphone.',
    'Saisissez-en un, au format international.',
  ],
  provider_failed: [
    'Le fournisseur a échoué sans raison connue ici.',
    'Voyez sa réponse ci-dessous, et cherchez chez le fournisseur.',
  ],
};
