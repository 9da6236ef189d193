import type { Texts } from './en';

export const fr: Texts = {
  request: {
    title: 'Confirmez votre demande',
    lead: 'Nous avons reçu cette demande à votre nom :',
    explanation:
      'Si elle vient de vous, confirmez-la et nous commencerons à la traiter. Sans votre confirmation, rien ne se passe.',
    confirm: 'Confirmer ma demande',
    doneTitle: 'Votre demande est confirmée',
    done: 'Merci. Nous nous en occupons et vous écrirons dès qu’il y aura du nouveau.',
    received: 'Reçue le',
    due: 'Notre réponse au plus tard le',
    reference: 'Votre numéro de référence',
    keep: 'Conservez ce numéro : si vous nous écrivez ou nous appelez, il nous permet de retrouver votre demande.',
    stepTitle: 'Cette étape est faite',
    left: 'Merci. Avant de commencer, il nous faut aussi :',
  },
  choices: {
    title: 'Confirmez vos choix',
    lead: 'Voici les choix que nous avons reçus à votre nom :',
    explanation: 'S’ils sont bien les vôtres, confirmez-les. Sans votre confirmation, rien ne change.',
    confirm: 'Confirmer mes choix',
    doneTitle: 'Vos choix sont confirmés',
    done: 'Merci. Vos choix s’appliquent dès maintenant.',
    purposes: 'Finalités',
    vendors: 'Partenaires',
    yes: 'Oui',
    no: 'Non',
    unset: 'Sans réponse',
  },
  approval: {
    title: 'Décider d’un changement de consentement',
    lead: 'Ce changement ne s’appliquera qu’après votre approbation. Votre décision est enregistrée, quelle qu’elle soit.',
    person: 'Personne',
    recordedBy: 'Enregistré par',
    recordedAt: 'Enregistré le',
    method: 'Confirmé par',
    methodFile: 'un document',
    methodSignature: 'une signature',
    proofs: 'Justificatifs',
    noProofs: 'Aucun',
    newer:
      'Cette personne a fait depuis un choix plus récent. Approuver celui-ci n’annule pas le plus récent.',
    approve: 'Approuver ce changement',
    rejectTitle: 'Ou le refuser',
    reason: 'Motif',
    reasonHint: 'Conservé avec l’enregistrement ; {max} caractères au plus.',
    reject: 'Refuser ce changement',
    approvedTitle: 'Le changement est approuvé',
    approved: 'Il s’applique dès maintenant.',
    rejectedTitle: 'Le changement est refusé',
    rejected: 'Votre motif est conservé. Les choix de cette personne restent inchangés.',
    size: '{count} Ko',
  },
  preferences: {
    title: 'Ouvrez vos préférences',
    signIn: 'Vous avez demandé ce lien. Il ouvre vos préférences dans ce navigateur et ne sert qu’une fois.',
    welcome: 'Vous nous avez indiqué vos choix. Ce lien les ouvre dans ce navigateur et ne sert qu’une fois.',
    open: 'Ouvrir mes préférences',
    doneTitle: 'Votre adresse est vérifiée',
    done: 'Retournez à la page où vous avez demandé ce lien.',
    welcomeDone:
      'Vos choix sont conservés tels que vous nous les avez indiqués. Vous n’avez rien d’autre à faire ici.',
    usedTitle: 'Ce lien a déjà été utilisé',
    usedSignIn:
      'Il ne sert qu’une fois. Vous pouvez en demander un nouveau sur la page où vous avez demandé celui-ci.',
    usedWelcome:
      'Il ne sert qu’une fois. Pour revoir ou modifier vos choix, demandez un nouveau lien sur la page où vous les avez faits.',
  },
  notMe: {
    button: 'Ce n’était pas moi',
    explanation: 'Vous n’avez rien demandé ? Dites-le-nous et nous arrêterons tout.',
    codeTitle: 'Vous n’avez pas demandé de code ?',
    codeLead: 'Quelqu’un a saisi votre adresse : nous y avons donc envoyé un code.',
    codeExplanation:
      'Si ce n’était pas vous, dites-le-nous. Le code ne fonctionnera plus et, pendant un certain temps, nous n’enverrons plus ni code ni lien à votre adresse.',
    codeIgnore: 'Si c’était vous, il n’y a rien à faire ici : saisissez le code là où vous l’avez demandé.',
    codeUsedTitle: 'Le code a été utilisé',
    codeUsed:
      'Il a été saisi avant que vous n’ouvriez cette page, et ce lien ne permet plus de l’arrêter. Si ce n’était pas vous, répondez au message.',
    doneTitle: 'Merci de nous avoir prévenus',
    done: 'Ce qui a été demandé à votre nom est annulé. Jusqu’au {moment}, nous n’enverrons plus ni code ni lien à votre adresse.',
  },
  expired: {
    title: 'Ce lien a expiré',
    lead: 'Sa durée de validité est passée, ou un lien plus récent l’a remplacé.',
    renewable: 'Nous pouvons en envoyer un nouveau à l’adresse qui a reçu celui-ci.',
    renew: 'Recevoir un nouveau lien',
    other: 'Si vous en avez encore besoin, demandez-en un nouveau là où vous avez obtenu celui-ci.',
    renewedTitle: 'Consultez votre boîte de réception',
    renewed: 'Un nouveau lien est en route, sauf si nous venons d’en envoyer un. Il remplace celui-ci.',
    again: 'Rien n’est arrivé ? Vous pourrez le redemander dans {duration}.',
    good: 'Le nouveau lien est valable {duration}.',
    stoppedTitle: 'Nous ne pouvons pas envoyer d’autre lien',
    stopped:
      'Trop de temps s’est écoulé, ou la décision est déjà prise. Veuillez refaire votre demande depuis le début.',
  },
  used: {
    title: 'C’est déjà fait',
    lead: 'Ce lien a déjà été utilisé et ne sert qu’une fois. Vous n’avez plus rien à faire.',
  },
  disowned: {
    title: 'La demande a été arrêtée',
    lead: 'Quelqu’un nous a signalé par ce lien n’avoir rien demandé. Rien n’a été fait.',
    backExplanation:
      'L’aviez-vous tout de même demandé ? Jusqu’au {moment}, vous pouvez revenir en arrière : tout reprendra comme avant.',
    backButton: 'C’est bien moi qui l’ai demandé',
    backTitle: 'C’est annulé',
    back: 'Le code ou le lien du message est de nouveau valable jusqu’au {moment}, et ce qui a été demandé en votre nom l’attend. Les codes et les liens peuvent de nouveau vous parvenir.',
    backRest: 'Les messages retenus entre-temps ne seront pas envoyés plus tard.',
    over: 'Il n’est plus possible de revenir en arrière : le message n’est plus valable. Si vous l’aviez bien demandé, veuillez refaire votre demande là où vous l’aviez faite.',
  },
  unknown: {
    title: 'Nous ne connaissons pas ce lien',
    lead: 'Une partie de l’adresse manque peut-être. Ouvrez de nouveau le lien depuis le message, ou copiez-le en entier. Si cela ne suffit pas, répondez au message ou contactez l’entreprise qui l’a envoyé.',
  },
  moved: {
    title: 'Il n’y a plus rien à confirmer',
    lead: 'Ce que vous deviez confirmer avec ce lien a été décidé ou retiré entre-temps.',
  },
  unfit: {
    title: 'Cela n’a pas fonctionné',
    lead: 'Nous n’avons pas pu lire ce que votre navigateur a envoyé. Rien n’a été modifié. Ouvrez de nouveau le lien depuis le message.',
  },
  busy: {
    title: 'Trop de requêtes depuis votre réseau',
    lead: 'Patientez une minute, puis ouvrez de nouveau le lien depuis le message. Il reste valable.',
  },
  down: {
    title: 'Nous ne pouvons pas répondre pour le moment',
    lead: 'Ce que vous avez demandé a peut-être été fait, ou non. Ouvrez de nouveau le lien depuis le message dans quelques minutes : il montre où en sont les choses.',
  },
  contact: {
    questions: 'Des questions\u00a0?',
    form: 'Formulaire de contact',
    privacyNotice: 'Politique de confidentialité',
    officer: 'Délégué à la protection des données\u00a0:',
  },
  common: {
    close: 'Vous pouvez fermer cette page.',
    looking: 'Ouvrir cette page n’a rien modifié.',
  },
};
