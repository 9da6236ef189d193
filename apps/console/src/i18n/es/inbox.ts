export const inbox = {
  title: 'Buzón de prueba',
  summary:
    'Los mensajes se guardan aquí en vez de enviarse mientras el proveedor Inbox esté activo. Para desarrollo.',
  empty: 'Todavía no hay ningún mensaje.',
  back: 'Todos los mensajes',
  detail: 'Mensaje del buzón de prueba',
  sms: 'SMS',
  channels: { email: 'Correo', sms: 'SMS' },
  columns: { message: 'Mensaje', channel: 'Canal', to: 'Para', sent: 'Guardado' },
  from: 'De',
  replyTo: 'Responder a',
  html: 'Como lo muestra un programa de correo',
  frame: 'El mensaje como lo muestra un programa de correo',
  text: 'Solo texto',
  links: 'Enlaces de este mensaje',
};
