const plural = (count: number, one: string, many: string) => `${count} ${count > 1 ? many : one}`;

export const home = {
  title: 'Accueil',
  summary: {
    good: 'Tout va bien.',
    overdue: (count: number) => `${plural(count, 'demande est', 'demandes sont')} en retard.`,
    dueSoon: (count: number) =>
      `${plural(count, 'demande arrive', 'demandes arrivent')} à échéance sous 7 jours.`,
    review: (count: number) => `${plural(count, 'demande attend', 'demandes attendent')} une décision.`,
    notReady: 'Une partie de Subjectline est en panne.',
    noProvider: 'Aucun message ne peut encore être envoyé.',
  },
  firstRun: {
    title: 'Premiers pas',
    progress: (done: number, all: number) => `${done} étapes sur ${all} terminées`,
    hide: 'Masquer',
    show: 'Afficher les premiers pas',
    done: 'terminé',
    steps: {
      signIn: { title: 'Se connecter', text: 'Vous êtes connecté.' },
      provider: {
        title: 'Choisir qui envoie les messages',
        text: 'La boîte d’essai intégrée garde les messages pour que vous puissiez les lire. Elle ne demande aucun compte et n’envoie rien.',
        action: 'Utiliser la boîte d’essai',
        other: 'Configurer un vrai fournisseur',
      },
      switches: {
        title: 'Demander codes et décisions, et informer les personnes',
        text: 'Active la vérification d’identité, la décision manuelle, et les messages de réception, de décision et de clôture.',
        action: 'Activer',
      },
      request: {
        title: 'Envoyer une demande d’essai',
        text: 'Crée une demande d’accès de ada@example.com, comme le ferait le formulaire de votre site.',
        action: 'Envoyer une demande d’essai',
      },
      verify: {
        title: 'La vérifier avec le code',
        text: 'Le message avec le code est dans la boîte d’essai.',
        code: 'Code du message',
        read: 'Reprendre le code de la boîte d’essai',
        action: 'Vérifier',
        noCode: 'Le message avec le code n’est pas encore arrivé. Réessayez dans un instant.',
      },
      review: {
        title: 'Décider',
        text: 'Ouvrez la demande, puis acceptez-la ou refusez-la.',
        action: 'Ouvrir la demande',
      },
    },
  },
  health: {
    title: 'État',
    services: (up: number, all: number) => `${up} éléments sur ${all} fonctionnent`,
    down: (name: string) => `${name} est en panne`,
    blocked: (name: string) => `${name} ne peut pas envoyer pour le moment`,
    provider: 'Le fournisseur actif est configuré',
    noProvider: 'Aucun fournisseur n’est prêt à envoyer',
    queued: (count: number) => plural(count, 'message en attente', 'messages en attente'),
    unknown: (count: number) => plural(count, 'message au sort inconnu', 'messages au sort inconnu'),
    failed: (count: number) => plural(count, 'message en échec', 'messages en échec'),
  },
  due: {
    title: 'Prochaines échéances',
    empty: 'Aucune demande ouverte n’attend de réponse.',
    all: 'Toutes les demandes',
  },
};
