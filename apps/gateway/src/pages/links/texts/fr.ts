import type { Texts } from './en';

export const fr: Texts = {
  request: {
    title: 'Confirmez votre demande',
    lead: 'Nous avons reçu cette demande à votre nom :',
    explanation: 'Si elle vient de vous, confirmez-la et nous commencerons. Rien ne se passe avant cela.',
    confirm: 'Confirmer ma demande',
    doneTitle: 'Votre demande est confirmée',
    done: 'Merci. Nous nous en occupons et vous écrirons dès qu’il y aura du nouveau.',
  },
  choices: {
    title: 'Confirmez vos choix',
    lead: 'Voici les choix que nous avons reçus à votre nom :',
    explanation: 'S’ils sont bien les vôtres, confirmez-les. Rien ne change avant cela.',
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
    reasonHint: 'Conservé avec l’enregistrement ; {most} caractères au plus.',
    reject: 'Refuser ce changement',
    approvedTitle: 'Le changement est approuvé',
    approved: 'Il s’applique dès maintenant.',
    rejectedTitle: 'Le changement est refusé',
    rejected: 'Votre motif est conservé. Les choix de cette personne restent inchangés.',
  },
  preferences: {
    title: 'Ouvrez vos préférences',
    signIn: 'Vous avez demandé ce lien. Il ouvre vos préférences dans ce navigateur, une seule fois.',
    welcome: 'Vous nous avez indiqué vos choix. Ce lien les ouvre dans ce navigateur, une seule fois.',
    open: 'Ouvrir mes préférences',
    doneTitle: 'Votre adresse est vérifiée',
    done: 'Retournez à la page où vous avez demandé ce lien.',
    welcomeDone:
      'Vos choix sont conservés tels que vous nous les avez indiqués. Vous n’avez rien d’autre à faire ici.',
  },
  notMe: {
    button: 'Ce n’était pas moi',
    explanation: 'Vous n’avez rien demandé ? Dites-le-nous et nous arrêtons tout.',
    codeTitle: 'Vous n’avez pas demandé de code ?',
    codeLead: 'Quelqu’un a saisi votre adresse, c’est pourquoi nous y avons envoyé un code.',
    codeExplanation:
      'Si ce n’était pas vous, dites-le-nous. Le code ne fonctionnera plus et, pendant un certain temps, nous n’enverrons plus ni code ni lien à votre adresse.',
    codeIgnore: 'Si c’était vous, il n’y a rien à faire ici : saisissez le code là où vous l’avez demandé.',
    codeUsedTitle: 'Le code a été utilisé',
    codeUsed:
      'Il a été saisi avant votre visite et ce lien ne peut plus l’arrêter. Si ce n’était pas vous, répondez au message.',
    doneTitle: 'Merci de nous avoir prévenus',
    done: 'Ce qui a été demandé à votre nom est arrêté. Jusqu’au {moment}, nous n’enverrons plus ni code ni lien à votre adresse.',
  },
  expired: {
    title: 'Ce lien a expiré',
    lead: 'Sa durée de validité est passée, ou un lien plus récent l’a remplacé.',
    renewable: 'Nous pouvons en envoyer un nouveau à l’adresse qui a reçu celui-ci.',
    renew: 'Envoyez-moi un nouveau lien',
    other: 'Si vous en avez encore besoin, demandez-en un nouveau là où vous avez obtenu celui-ci.',
    renewedTitle: 'Consultez vos messages',
    renewed: 'Un nouveau lien est en route, sauf si nous venions d’en envoyer un. Il remplace celui-ci.',
    again: 'Rien n’est arrivé ? Vous pourrez le redemander dans {duration}.',
    good: 'Le nouveau lien est valable {duration}.',
    stoppedTitle: 'Nous ne pouvons pas envoyer d’autre lien',
    stopped:
      'Trop de temps a passé, ou la décision est déjà prise. Veuillez refaire votre demande depuis le début.',
  },
  used: {
    title: 'C’est déjà fait',
    lead: 'Ce lien a rempli son rôle et ne sert qu’une fois. Il ne reste rien à faire.',
  },
  disowned: {
    title: 'La demande a été arrêtée',
    lead: 'Quelqu’un nous a dit avec ce lien ne rien avoir demandé. Rien n’a été fait.',
    backExplanation:
      'L’aviez-vous tout de même demandé ? Dans ce cas, les codes et les liens peuvent de nouveau vous parvenir dès maintenant.',
    backButton: 'C’est bien moi qui l’ai demandé',
    backTitle: 'Vous recevez de nouveau les codes et les liens',
    back: 'Ce qui a été arrêté le reste. Veuillez refaire votre demande là où vous l’aviez faite.',
  },
  unknown: {
    title: 'Nous ne connaissons pas ce lien',
    lead: 'Une partie de l’adresse s’est peut-être perdue. Ouvrez de nouveau le lien depuis le message, ou copiez-le en entier.',
  },
  moved: {
    title: 'Il n’y a plus rien à confirmer',
    lead: 'Ce à quoi servait ce lien a été décidé ou retiré entre-temps.',
  },
  unfit: {
    title: 'Cela n’a pas fonctionné',
    lead: 'Nous n’avons pas pu lire ce que votre navigateur a envoyé. Rien n’a été modifié. Ouvrez de nouveau le lien depuis le message.',
  },
  busy: {
    title: 'Trop d’appels depuis votre réseau',
    lead: 'Patientez une minute, puis ouvrez de nouveau le lien depuis le message. Il reste tout aussi valable.',
  },
  down: {
    title: 'Nous ne pouvons pas répondre pour le moment',
    lead: 'Ce que vous avez demandé a peut-être été fait, ou non. Ouvrez de nouveau le lien depuis le message dans quelques minutes : il montre où en sont les choses.',
  },
  common: {
    close: 'Vous pouvez fermer cette page.',
    onward: 'Continuer',
    looking: 'Ouvrir cette page n’a rien modifié.',
  },
};
