import type { Texts } from './en';

export const es: Texts = {
  request: {
    title: 'Confirme su solicitud',
    lead: 'Hemos recibido esta solicitud en su nombre:',
    explanation:
      'Si es suya, confírmela y empezaremos a tramitarla. Mientras no la confirme, no ocurre nada.',
    confirm: 'Confirmar mi solicitud',
    doneTitle: 'Su solicitud está confirmada',
    done: 'Gracias. Nos ocupamos de ella y le escribiremos cuando haya novedades.',
  },
  choices: {
    title: 'Confirme sus preferencias',
    lead: 'Estas son las preferencias que hemos recibido en su nombre:',
    explanation: 'Si son suyas, confírmelas. Mientras no lo haga, no cambia nada.',
    confirm: 'Confirmar mis preferencias',
    doneTitle: 'Sus preferencias están confirmadas',
    done: 'Gracias. Sus preferencias se aplican a partir de ahora.',
    purposes: 'Finalidades',
    vendors: 'Socios',
    yes: 'Sí',
    no: 'No',
    unset: 'Sin respuesta',
  },
  approval: {
    title: 'Decidir sobre un cambio de consentimiento',
    lead: 'Este cambio solo se aplicará cuando usted lo apruebe. Su decisión queda registrada en cualquier caso.',
    person: 'Persona',
    recordedBy: 'Registrado por',
    recordedAt: 'Registrado el',
    method: 'Confirmado mediante',
    methodFile: 'un documento',
    methodSignature: 'una firma',
    proofs: 'Justificantes',
    noProofs: 'Ninguno',
    newer:
      'Esta persona ha expresado después otra preferencia. Aprobar este cambio no anula la más reciente.',
    approve: 'Aprobar este cambio',
    rejectTitle: 'O rechazarlo',
    reason: 'Motivo',
    reasonHint: 'Se guarda con el registro; {most} caracteres como máximo.',
    reject: 'Rechazar este cambio',
    approvedTitle: 'El cambio está aprobado',
    approved: 'Se aplica a partir de ahora.',
    rejectedTitle: 'El cambio está rechazado',
    rejected: 'Su motivo queda guardado. Las preferencias de esta persona siguen como estaban.',
    size: '{count} KB',
  },
  preferences: {
    title: 'Abra sus preferencias',
    signIn: 'Usted pidió este enlace. Abre sus preferencias en este navegador y sirve una sola vez.',
    welcome:
      'Usted nos indicó sus preferencias. Este enlace las abre en este navegador y sirve una sola vez.',
    open: 'Abrir mis preferencias',
    doneTitle: 'Su dirección está verificada',
    done: 'Vuelva a la página donde pidió el enlace.',
    welcomeDone: 'Sus preferencias están guardadas tal como nos las indicó. Aquí no hay nada más que hacer.',
    usedTitle: 'Este enlace ya se ha utilizado',
    usedSignIn: 'Solo sirve una vez. Puede pedir uno nuevo en la página donde pidió este.',
    usedWelcome:
      'Solo sirve una vez. Para ver o cambiar de nuevo sus preferencias, pida un enlace nuevo en la página donde las indicó.',
  },
  notMe: {
    button: 'No he sido yo',
    explanation: '¿No ha pedido nada? Díganoslo y lo detendremos.',
    codeTitle: '¿No ha pedido ningún código?',
    codeLead: 'Alguien introdujo su dirección y por eso enviamos allí un código.',
    codeExplanation:
      'Si no fue usted, díganoslo. El código dejará de funcionar y durante un tiempo no enviaremos más códigos ni enlaces a su dirección.',
    codeIgnore: 'Si fue usted, aquí no hay nada que hacer: introduzca el código en la página donde lo pidió.',
    codeUsedTitle: 'El código ya se ha utilizado',
    codeUsed:
      'Se introdujo antes de su visita y este enlace ya no puede detenerlo. Si no fue usted, responda al mensaje.',
    doneTitle: 'Gracias por avisarnos',
    done: 'Se ha detenido lo que se pidió en su nombre. Hasta el {moment} no enviaremos más códigos ni enlaces a su dirección.',
  },
  expired: {
    title: 'Este enlace ha caducado',
    lead: 'Solo era válido durante un tiempo, o un enlace más reciente lo ha sustituido.',
    renewable: 'Podemos enviar uno nuevo a la dirección que recibió este.',
    renew: 'Recibir un enlace nuevo',
    other: 'Si todavía lo necesita, pida uno nuevo donde obtuvo este.',
    renewedTitle: 'Revise su bandeja de entrada',
    renewed: 'Un enlace nuevo está en camino, salvo que acabemos de enviar uno. Sustituye a este.',
    again: '¿No ha llegado nada? Puede pedirlo de nuevo dentro de {duration}.',
    good: 'El nuevo enlace es válido durante {duration}.',
    stoppedTitle: 'No podemos enviar otro enlace',
    stopped: 'Ha pasado demasiado tiempo o ya se ha tomado una decisión. Por favor, empiece de nuevo.',
  },
  used: {
    title: 'Esto ya está hecho',
    lead: 'El enlace ya se ha utilizado y solo sirve una vez. No tiene que hacer nada más.',
  },
  disowned: {
    title: 'Esto se ha detenido',
    lead: 'Alguien nos indicó con este enlace que no había pedido nada. No se ha hecho nada.',
    backExplanation:
      '¿Lo había pedido usted después de todo? En ese caso, los códigos y enlaces pueden volver a llegarle de inmediato.',
    backButton: 'Sí lo había pedido yo',
    backTitle: 'Vuelve a recibir códigos y enlaces',
    back: 'Lo que se detuvo sigue detenido. Por favor, vuelva a pedirlo donde lo hizo antes.',
  },
  unknown: {
    title: 'No conocemos este enlace',
    lead: 'Quizá falte una parte de la dirección. Abra de nuevo el enlace desde el mensaje o cópielo completo. Si no funciona, responda al mensaje o póngase en contacto con la empresa que lo envió.',
  },
  moved: {
    title: 'Ya no hay nada que confirmar',
    lead: 'Lo que debía confirmar con este enlace ya se ha decidido o se ha retirado.',
  },
  unfit: {
    title: 'No ha funcionado',
    lead: 'No hemos podido leer lo que envió su navegador. No se ha cambiado nada. Abra de nuevo el enlace desde el mensaje.',
  },
  busy: {
    title: 'Demasiadas solicitudes desde su red',
    lead: 'Espere un minuto y abra de nuevo el enlace desde el mensaje. Sigue siendo válido.',
  },
  down: {
    title: 'Ahora no podemos responder',
    lead: 'Puede que lo que pidió se haya hecho, o puede que no. Abra de nuevo el enlace desde el mensaje dentro de unos minutos: le mostrará cómo está.',
  },
  common: {
    close: 'Puede cerrar esta página.',
    onward: 'Continuar',
    looking: 'Abrir esta página no ha cambiado nada.',
  },
};
