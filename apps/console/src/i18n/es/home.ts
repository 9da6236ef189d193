const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const home = {
  title: 'Inicio',
  summary: {
    good: 'Todo va bien.',
    overdue: (count: number) => `${plural(count, 'solicitud está', 'solicitudes están')} fuera de plazo.`,
    dueSoon: (count: number) => `${plural(count, 'solicitud vence', 'solicitudes vencen')} en 7 días.`,
    review: (count: number) => `${plural(count, 'solicitud espera', 'solicitudes esperan')} una decisión.`,
    notReady: 'Una parte de Subjectline no funciona.',
    noProvider: 'Todavía no se pueden enviar mensajes.',
  },
  firstRun: {
    title: 'Primeros pasos',
    progress: (done: number, all: number) => `${done} de ${all} pasos hechos`,
    hide: 'Ocultar',
    show: 'Mostrar los primeros pasos',
    done: 'hecho',
    steps: {
      signIn: { title: 'Iniciar sesión', text: 'Ha iniciado sesión.' },
      provider: {
        title: 'Elegir quién envía los mensajes',
        text: 'El buzón de prueba guarda los mensajes para que pueda verlos. No necesita cuenta y no envía nada.',
        action: 'Usar el buzón de prueba',
        other: 'Configurar un proveedor real',
      },
      switches: {
        title: 'Pedir códigos y decisiones, y avisar a las personas',
        text: 'Activa la verificación de identidad, la decisión manual y los mensajes de recepción, decisión y cierre.',
        action: 'Activar',
      },
      request: {
        title: 'Enviar una solicitud de prueba',
        text: 'Crea una solicitud de acceso de ada@example.com, como lo haría el formulario de su sitio.',
        action: 'Enviar una solicitud de prueba',
      },
      verify: {
        title: 'Verificarla con el código',
        text: 'El mensaje con el código está en el buzón de prueba.',
        code: 'Código del mensaje',
        read: 'Tomar el código del buzón de prueba',
        action: 'Verificar',
        noCode: 'El mensaje con el código aún no ha llegado. Inténtelo de nuevo en un momento.',
      },
      review: {
        title: 'Decidir',
        text: 'Abra la solicitud y acéptela o deniéguela.',
        action: 'Abrir la solicitud',
      },
    },
  },
  health: {
    title: 'Estado',
    services: (up: number, all: number) => `${up} de ${all} partes funcionan`,
    down: (name: string) => `${name} no funciona`,
    blocked: (name: string) => `${name} no puede enviar en este momento`,
    provider: 'El proveedor activo está configurado',
    noProvider: 'Ningún proveedor está listo para enviar',
    queued: (count: number) => plural(count, 'mensaje en cola', 'mensajes en cola'),
    unknown: (count: number) =>
      plural(count, 'mensaje con resultado desconocido', 'mensajes con resultado desconocido'),
    failed: (count: number) => plural(count, 'mensaje fallido', 'mensajes fallidos'),
  },
  due: {
    title: 'Próximos vencimientos',
    empty: 'Ninguna solicitud abierta espera respuesta.',
    all: 'Todas las solicitudes',
  },
};
