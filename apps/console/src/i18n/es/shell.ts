export const shell = {
  navigation: 'Navegación principal',
  skip: 'Ir al contenido',
  openMenu: 'Abrir el menú',
  closeMenu: 'Cerrar el menú',
  account: (name: string) => `Sesión de ${name}`,
  signOut: 'Cerrar sesión',
  apiDocs: 'Descripción de la API',
  pages: {
    home: 'Inicio',
    requests: 'Solicitudes',
    messages: 'Mensajes',
    attention: 'Pendientes',
    providers: 'Proveedores',
    inbox: 'Buzón de prueba',
    people: 'Personas',
    wording: 'Textos',
    choices: 'Elecciones',
    reports: 'Informes',
    settings: 'Ajustes',
  },
  palette: {
    open: 'Buscar',
    placeholder: 'Una página, una acción o un identificador',
    nothing: 'Sin resultados',
    found: 'Resultados',
    pages: 'Páginas',
    actions: 'Acciones',
    openRequest: (id: string) => `Abrir la solicitud ${id}`,
    openMessage: (id: string) => `Abrir el mensaje ${id}`,
  },
  shortcuts: {
    title: 'Atajos de teclado',
    palette: 'Buscar',
    goTo: (page: string) => `Ir a ${page}`,
    help: 'Esta lista',
    singleKeys: 'Atajos de una sola letra',
  },
  signIn: {
    title: 'Iniciar sesión',
    text: 'Con el identificador y el secreto de un cliente de API. El primero se muestra al arrancar Subjectline.',
    again: 'Su sesión ha terminado',
    againText: 'Inicie sesión de nuevo para continuar. Se conserva lo que ha escrito.',
    clientId: 'Identificador del cliente',
    clientSecret: 'Secreto del cliente',
    submit: 'Iniciar sesión',
    wrong: 'El identificador del cliente o su secreto no es correcto.',
    tooMany: 'Demasiados intentos. Espere un minuto e inténtelo de nuevo.',
    useCode: 'Usar un código por correo electrónico',
    useClient: 'Usar un identificador y un secreto',
    codeText: 'Con su dirección de correo electrónico: recibirá un código de seis cifras.',
    email: 'Correo electrónico',
    organization: 'Organización',
    organizationHelp: 'Déjelo vacío si no le han indicado ninguna.',
    sendCode: 'Enviar el código',
    codeSent: (email: string) =>
      `Si ${email} tiene una cuenta, el código está en camino. Es válido durante diez minutos.`,
    code: 'Código',
    otherAddress: 'Usar otra dirección',
    wrongCode: 'El código es incorrecto, ha caducado o ya se ha usado. Pida uno nuevo.',
    wrongAddress: 'Compruebe la dirección y la organización.',
    oidc: {
      continueWith: (label: string) => `Continuar con ${label}`,
      anotherOrganization: 'Otra organización',
      working: 'Iniciando sesión…',
      refusals: {
        oidc_cancelled: 'Se canceló el inicio de sesión. Inténtelo de nuevo o entre de otra forma.',
        oidc_refused:
          'El proveedor de identidad rechazó el inicio de sesión. Pregunte a su administrador si puede usar esta aplicación.',
        oidc_sign_in_expired:
          'El inicio de sesión tardó demasiado, ya se usó o empezó en otro lugar. Inténtelo de nuevo en esta ventana.',
        oidc_unavailable:
          'El proveedor de identidad no responde. Inténtelo de nuevo en un minuto o entre de otra forma.',
        oidc_answer_invalid:
          'La respuesta del proveedor de identidad no es válida. Avise a quien administra Subjectline; el registro dice por qué.',
        oidc_client_refused:
          'El proveedor de identidad no acepta el identificador o el secreto de Subjectline. Avise a quien lo administra.',
        oidc_signature_invalid:
          'La respuesta no está firmada con una clave del proveedor de identidad. Inténtelo de nuevo y avise si se repite.',
        oidc_token_expired:
          'La respuesta del proveedor de identidad ha caducado. Inténtelo de nuevo; si se repite, los relojes difieren.',
        oidc_audience_wrong:
          'La respuesta del proveedor de identidad es para otra aplicación. Avise a quien administra Subjectline.',
        oidc_nonce_wrong:
          'La respuesta del proveedor de identidad es de otro inicio de sesión. Inténtelo de nuevo.',
        oidc_address_unverified:
          'El proveedor de identidad no confirma su dirección de correo. Verifíquela allí e inténtelo de nuevo.',
        oidc_not_admitted:
          'Ningún usuario puede entrar con esta cuenta. Pregunte a un propietario si está invitado y si su cuenta está activa.',
        oidc_other_account:
          'El usuario de esta dirección está vinculado a otra cuenta del proveedor de identidad. Un propietario puede quitar el vínculo.',
        oidc_off: 'El inicio de sesión con OpenID Connect no está configurado.',
      } as Readonly<Record<string, string>>,
    },
  },
};
