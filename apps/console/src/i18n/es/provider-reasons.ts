import type { ProviderReasons, TestFailures } from '../explanations';

/** What a vendor meant by its refusal, and what to do: by the reasons of the API. */
export const providerReasons: ProviderReasons = {
  key_wrong: [
    'La clave del proveedor es incorrecta o fue revocada.',
    'Introduzca otra clave para el proveedor; en Mailgun, compruebe la región.',
  ],
  key_lacks_permission: [
    'La clave del proveedor no tiene permiso para esto.',
    'Dé a la clave permiso de envío en el proveedor, o introduzca una que lo tenga.',
  ],
  login_refused: [
    'No se acepta el usuario o la contraseña.',
    'Corríjalos; algunos servidores piden una contraseña de aplicación.',
  ],
  account_unknown: ['El proveedor no conoce esta cuenta.', 'Compruebe el Account SID.'],
  account_suspended: [
    'La cuenta está suspendida.',
    'Inicie sesión en el proveedor: indica el motivo, y su soporte puede reactivarla.',
  ],
  account_not_activated: [
    'La cuenta aún no está activada.',
    'Siga el enlace del correo de activación del proveedor.',
  ],
  trial_account: [
    'Una cuenta de prueba solo envía a destinatarios registrados en ella.',
    'Contrate una cuenta completa o registre al destinatario; después guarde el proveedor.',
  ],
  credits_used_up: [
    'Los créditos del plan se han agotado.',
    'Amplíe el plan en el proveedor; una cuota diaria se renueva sola.',
  ],
  domain_unknown: [
    'El proveedor no tiene ese dominio de envío, o está en la otra región.',
    'Compruebe el dominio y, en Mailgun, su región.',
  ],
  domain_unverified: [
    'El dominio de envío no está verificado.',
    'Cree los registros DNS que muestra el proveedor y haga que lo verifique.',
  ],
  sender_invalid: [
    'El remitente no es una dirección ni un número.',
    'Corrija el remitente en los ajustes del proveedor.',
  ],
  sender_unverified: [
    'El remitente no está verificado.',
    'Verifique el remitente o su dominio en el proveedor; registre un número.',
  ],
  sender_unknown: [
    'El remitente no es de esta cuenta o no puede enviar.',
    'Compruebe el remitente: debe pertenecer a la cuenta y poder enviar.',
  ],
  reply_to_invalid: [
    'No se acepta la dirección de respuesta (Reply-To).',
    'Corríjala en los ajustes o en el texto.',
  ],
  country_not_enabled: [
    'El envío al país de la persona no está activado en el proveedor.',
    'Actívelo allí y después guarde el proveedor.',
  ],
  template_unusable: [
    'La plantilla del proveedor no se puede usar.',
    'Corrija o elimine allí la plantilla llamada fides; mientras tanto, los correos salen sin ella.',
  ],
  base_address_wrong: [
    'La API del proveedor no responde en esta dirección.',
    'Compruebe la dirección del proveedor y el proxy; en un servidor de correo, host y puerto.',
  ],
  tls_failed: [
    'No hay conexión segura con el servidor: no ofrece TLS, o su certificado no es de confianza.',
    'Compruebe host, puerto y seguridad.',
  ],
  settings_unusable: [
    'Los ajustes guardados no se pueden usar.',
    'Introduzca de nuevo los ajustes y secretos del proveedor.',
  ],
  recipient_invalid: ['La dirección o el número no existe.', 'Pida otra dirección a la persona.'],
  recipient_not_ascii: [
    'La dirección tiene, antes de la @, letras que este proveedor no admite.',
    'Use otro proveedor para esta persona, como Mailgun.',
  ],
  recipient_opted_out: [
    'La persona pidió al proveedor que parase.',
    'Contacte con ella de otra forma; solo ella puede revocarlo.',
  ],
  recipient_unreachable: [
    'No se puede llegar a la dirección o al número.',
    'Pida otro a la persona, o use otro canal.',
  ],
  recipient_blocked: [
    'El servidor o el operador de la persona bloquea nuestros mensajes.',
    'Compruebe la reputación del dominio de envío, o use otro canal.',
  ],
  recipient_deferred: [
    'El servidor de la persona aceptará el mensaje más tarde, o el buzón está ocupado.',
    'No hay que hacer nada: se intenta de nuevo.',
  ],
  recipient_suppressed: [
    'El proveedor ya no envía a la persona, por un rebote o una queja anterior.',
    'Use otro canal; quite la dirección de la lista del proveedor si vuelve a funcionar.',
  ],
  mailbox_full: ['El buzón de la persona está lleno.', 'Pida otra dirección, o reenvíelo más tarde.'],
  delivery_expired: [
    'El proveedor desistió tras agotar su plazo.',
    'Reenvíelo; si es un código, la persona pide uno nuevo.',
  ],
  content_refused: [
    'El proveedor o un operador rechaza el contenido del mensaje.',
    'Revise el texto y cambie lo que pueda parecer correo no deseado.',
  ],
  too_large: ['El mensaje es demasiado grande.', 'Acorte el texto o lo que se inserta en él.'],
  sender_queue_full: [
    'Demasiados mensajes de este remitente esperan en el proveedor.',
    'Reenvíelo más tarde; más números o un Messaging Service elevan el límite.',
  ],
  message_unfinished: [
    'El proveedor no ha terminado el mensaje y aún no lo elimina.',
    'No hay que hacer nada: se intenta de nuevo.',
  ],
  rate_limited: [
    'Demasiados mensajes en poco tiempo.',
    'Se intenta de nuevo por sí solo; eleve el límite en el proveedor si persiste.',
  ],
  vendor_unavailable: [
    'El proveedor tiene una avería.',
    'Se intenta de nuevo por sí solo; la página de estado del proveedor informa.',
  ],
  vendor_unreachable: [
    'No se puede conectar con el proveedor.',
    'Compruebe la red, el proxy y el cortafuegos.',
  ],
  vendor_silent: [
    'El proveedor no respondió a tiempo, o se cortó la conexión.',
    'Inténtelo de nuevo; si persiste, compruebe la red.',
  ],
  answer_unreadable: [
    'La respuesta no es del proveedor.',
    'Compruebe la dirección del proveedor y el proxy, que puede haberla dado.',
  ],
};

/** Why a check or a test went wrong before the vendor was asked. */
export const testFailures: TestFailures = {
  details_invalid: ['Los ajustes del proveedor no están completos.', 'Complete lo que falta y guarde.'],
  secrets_missing: ['El proveedor aún no tiene secretos.', 'Introdúzcalos y guarde.'],
  secrets_invalid: [
    'Los secretos del proveedor no encajan o no se pueden abrir.',
    'Introdúzcalos de nuevo y guarde.',
  ],
  no_email: ['Este proveedor necesita una dirección de correo.', 'Introduzca una.'],
  no_phone_number: [
    'Este proveedor necesita un número de teléfono.',
    'Introduzca uno en formato internacional.',
  ],
  provider_failed: [
    'El proveedor falló sin un motivo conocido aquí.',
    'Vea su respuesta abajo y consúltela en el proveedor.',
  ],
};
