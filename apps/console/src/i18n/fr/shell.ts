export const shell = {
  navigation: 'Navigation principale',
  skip: 'Aller au contenu',
  openMenu: 'Ouvrir le menu',
  closeMenu: 'Fermer le menu',
  account: (name: string) => `Connecté : ${name}`,
  signOut: 'Se déconnecter',
  apiDocs: 'Description de l’API',
  pages: {
    home: 'Accueil',
    requests: 'Demandes',
    messages: 'Messages',
    attention: 'À traiter',
    providers: 'Fournisseurs',
    inbox: 'Boîte d’essai',
    people: 'Personnes',
    wording: 'Textes',
    choices: 'Choix',
    reports: 'Rapports',
    settings: 'Réglages',
  },
  palette: {
    open: 'Rechercher',
    placeholder: 'Une page, une action ou un identifiant',
    nothing: 'Aucun résultat',
    found: 'Résultats',
    pages: 'Pages',
    actions: 'Actions',
    openRequest: (id: string) => `Ouvrir la demande ${id}`,
    openMessage: (id: string) => `Ouvrir le message ${id}`,
  },
  shortcuts: {
    title: 'Raccourcis clavier',
    palette: 'Rechercher',
    goTo: (page: string) => `Aller à ${page}`,
    help: 'Cette liste',
    singleKeys: 'Raccourcis d’une seule lettre',
  },
  signIn: {
    title: 'Connexion',
    text: 'Avec l’identifiant et le secret d’un client d’API. Le premier s’affiche au démarrage de Subjectline.',
    again: 'Votre session est terminée',
    againText: 'Reconnectez-vous pour continuer. Votre saisie est conservée.',
    clientId: 'Identifiant du client',
    clientSecret: 'Secret du client',
    submit: 'Se connecter',
    wrong: 'L’identifiant du client ou son secret est incorrect.',
    tooMany: 'Trop de tentatives. Attendez une minute, puis réessayez.',
    useCode: 'Utiliser plutôt un code par e-mail',
    useClient: 'Utiliser plutôt un identifiant et un secret',
    codeText: 'Avec votre adresse e-mail : vous recevez un code à six chiffres.',
    email: 'Adresse e-mail',
    organization: 'Organisation',
    organizationHelp: 'Laissez ce champ vide si aucune ne vous a été indiquée.',
    sendCode: 'Envoyer le code',
    codeSent: (email: string) => `Si ${email} a un compte, un code est en route. Il est valable dix minutes.`,
    code: 'Code',
    otherAddress: 'Utiliser une autre adresse',
    wrongCode: 'Le code est incorrect, a expiré ou a déjà servi. Demandez-en un nouveau.',
    wrongAddress: 'Vérifiez l’adresse et l’organisation.',
    oidc: {
      continueWith: (label: string) => `Continuer avec ${label}`,
      anotherOrganization: 'Autre organisation',
      working: 'Connexion en cours…',
      refusals: {
        oidc_cancelled: 'La connexion a été annulée. Réessayez, ou connectez-vous autrement.',
        oidc_refused:
          'Le fournisseur d’identité a refusé la connexion. Demandez à son administrateur si vous pouvez utiliser cette application.',
        oidc_sign_in_expired:
          'La connexion a pris trop de temps, a déjà servi ou a commencé ailleurs. Réessayez dans cette fenêtre.',
        oidc_unavailable:
          'Le fournisseur d’identité ne répond pas. Réessayez dans une minute, ou connectez-vous autrement.',
        oidc_answer_invalid:
          'La réponse du fournisseur d’identité n’est pas valable. Prévenez l’exploitant de Subjectline, le journal dit pourquoi.',
        oidc_client_refused:
          'Le fournisseur d’identité n’accepte pas l’identifiant ou le secret de Subjectline. Prévenez son exploitant.',
        oidc_signature_invalid:
          'La réponse n’est pas signée avec une clé du fournisseur d’identité. Réessayez, et signalez-le si cela se répète.',
        oidc_token_expired:
          'La réponse du fournisseur d’identité a expiré. Réessayez. Si cela se répète, les horloges diffèrent.',
        oidc_audience_wrong:
          'La réponse du fournisseur d’identité est destinée à une autre application. Prévenez l’exploitant de Subjectline.',
        oidc_nonce_wrong: 'La réponse du fournisseur d’identité appartient à une autre connexion. Réessayez.',
        oidc_address_unverified:
          'Le fournisseur d’identité ne confirme pas votre adresse e-mail. Faites-la vérifier là-bas, puis réessayez.',
        oidc_not_admitted:
          'Aucun utilisateur ne peut se connecter avec ce compte. Demandez à un propriétaire si vous êtes invité et si votre compte est actif.',
        oidc_other_account:
          'L’utilisateur de cette adresse est lié à un autre compte du fournisseur d’identité. Un propriétaire peut supprimer le lien.',
        oidc_off: 'La connexion par OpenID Connect n’est pas configurée.',
      } as Readonly<Record<string, string>>,
    },
  },
};
