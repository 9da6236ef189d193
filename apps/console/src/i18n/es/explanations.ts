import type { Explanations } from '../explanations';

/** What keeps messages back or became of them, and what to do: by the codes of the API. */
export const explanations: Explanations = {
  no_message: [
    'No se pidió ningún mensaje.',
    'Compruebe que ha ocurrido lo que debe causarlo, como una solicitud con esta dirección.',
  ],
  switched_off: ['Los mensajes de este tipo están desactivados.', 'Actívelos en los ajustes.'],
  provider_missing: ['Ningún proveedor está activo.', 'Guarde un proveedor y actívelo.'],
  provider_incomplete: [
    'El proveedor activo no está configurado del todo.',
    'Complete sus datos y secretos.',
  ],
  provider_not_working: [
    'Un proveedor no funciona; sus mensajes están retenidos.',
    'Repárelo. Al guardar sus ajustes se prueba de inmediato.',
  ],
  suppressed: ['La dirección está bloqueada.', 'Si es un error, elimine el bloqueo.'],
  limit_reached: ['Se ha alcanzado un límite de códigos y acuses.', 'Espere o suba el límite.'],
  country_not_allowed: ['No se permiten SMS a este país.', 'Permita el país en los ajustes.'],
  sms_limit_reached: ['Se ha alcanzado el límite diario de SMS.', 'Espere a mañana o suba el límite.'],
  scheduled: ['El mensaje está programado para más tarde.', 'Espere o envíelo ahora.'],
  queued: ['El mensaje espera su primer intento o el siguiente.', 'Espere o envíelo ahora.'],
  held: [
    'El mensaje está retenido: su proveedor no funciona o es lento.',
    'Repare el proveedor; el mensaje sigue solo.',
  ],
  sending: ['El mensaje está ahora mismo en el proveedor.', 'Vuelva a mirar en un minuto.'],
  sent: [
    'El proveedor aceptó el mensaje y no ha informado de nada desde entonces.',
    'Configure los informes de entrega o búsquelo en el proveedor.',
  ],
  accepted: ['El proveedor o el operador tiene el mensaje.', 'Espere su informe.'],
  deferred: ['El proveedor vuelve a intentar la entrega.', 'Espere su informe.'],
  delivered: ['El mensaje se entregó.', 'Si falta, la persona debe mirar en su correo no deseado.'],
  rejected: ['El proveedor no intentó entregar el mensaje.', 'Búsquelo en el proveedor.'],
  bounced: ['El mensaje no se entregó: fue devuelto.', 'Pida otra dirección a la persona.'],
  unsubscribed: ['La persona se dio de baja tras el mensaje.', 'Contacte con ella de otra forma.'],
  complained: ['La persona marcó el mensaje como spam.', 'Contacte con ella de otra forma.'],
  unknown: [
    'No se puede saber si el mensaje se envió.',
    'Búsquelo en el proveedor; si falta, envíelo de nuevo.',
  ],
  failed: [
    'El proveedor rechazó el mensaje, o fallaron todos los intentos.',
    'Repare la causa y envíelo de nuevo.',
  ],
  expired: ['El mensaje no se envió a tiempo.', 'Haga que se cree uno nuevo.'],
  skipped: ['El mensaje nunca se intentó enviar.', 'Repare la causa y envíelo de nuevo.'],
  canceled: ['El mensaje se canceló antes de enviarse.', 'Si fue un error, envíelo de nuevo.'],
};

/** The same by the reasons of messages. */
export const reasons: Explanations = {
  no_provider: ['Ningún proveedor está activo.', 'Guarde un proveedor y actívelo.'],
  provider_incomplete: [
    'El proveedor activo no está configurado del todo.',
    'Complete sus datos y secretos.',
  ],
  recipient_suppressed: ['La dirección está bloqueada.', 'Si es un error, elimine el bloqueo.'],
  country_disabled: ['No se permiten SMS a este país.', 'Permita el país en los ajustes.'],
  sms_limit: ['Se ha alcanzado el límite diario de SMS.', 'Espere a mañana o suba el límite.'],
  unknown: [
    'No se puede saber si el mensaje se envió.',
    'Búsquelo en el proveedor; si falta, envíelo de nuevo.',
  ],
  no_address: ['La persona no dejó dirección para este canal.', 'Pídala o use otro canal.'],
  number_refused: ['Este número no puede recibir SMS.', 'Pida otro número a la persona.'],
  disowned: ['La persona dijo que la solicitud no era suya.', 'Ya no se envían códigos para ella.'],
  address_limit: ['Se pidieron demasiados códigos con esta dirección.', 'Espere o suba el límite.'],
  domain_limit: [
    'Se pidieron demasiados códigos con direcciones de este dominio.',
    'Espere o suba el límite.',
  ],
  phone_range_limit: ['Se pidieron demasiados códigos con números parecidos.', 'Espere o suba el límite.'],
  caller_limit: ['Se pidieron demasiados códigos desde el mismo lugar.', 'Espere o suba el límite.'],
  organization_limit: [
    'Se ha alcanzado el límite de códigos de su organización.',
    'Espere o suba el límite.',
  ],
  no_approver: ['No hay aprobadores.', 'Nombre a quienes aprueban los consentimientos.'],
  no_wording: ['No hay texto para este mensaje.', 'Escríbalo en el idioma de la persona o en inglés.'],
  template_missing: ['Este tipo de mensaje aún no tiene plantilla.', 'Cree su plantilla.'],
  parameter_missing: ['Faltaba un valor que el texto necesita.', 'Dé el valor o quítelo del texto.'],
  too_long: ['El mensaje es demasiado largo para su canal.', 'Acorte el texto.'],
  unreadable: [
    'El mensaje guardado no se puede leer con las claves actuales.',
    'Compruebe las claves de la instalación.',
  ],
  refused: ['El proveedor rechazó el mensaje.', 'Búsquelo en el proveedor.'],
  throttled: [
    'El proveedor no aceptó más mensajes a tiempo.',
    'Envíelo más tarde o suba el límite en el proveedor.',
  ],
  unavailable: ['No se pudo contactar con el proveedor a tiempo.', 'Envíelo de nuevo.'],
  misconfigured: ['El proveedor no acepta sus ajustes.', 'Corrija el proveedor y envíe el mensaje de nuevo.'],
};
