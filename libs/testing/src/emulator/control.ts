import { readBehaviour, type Behaviour } from './behaviour';
import { renderPage } from './page';
import { json, type EmulatedMessage, type Reply, type VendorCall } from './vendor-api';

/** What can be asked of the emulator itself. */
export interface Controlled {
  messages(): EmulatedMessage[];
  forgetMessages(): void;
  behave(behaviour: Behaviour): void;
}

const done: Reply = { status: 204, body: '' };

export function control({ method, path, body }: VendorCall, emulator: Controlled): Reply {
  switch (`${method} ${path}`) {
    case 'GET /':
      return { status: 200, headers: { 'content-type': 'text/html' }, body: renderPage(emulator.messages()) };
    case 'GET /_emulator/messages':
      return json(200, emulator.messages());
    case 'DELETE /_emulator/messages':
      emulator.forgetMessages();
      return done;
    case 'PUT /_emulator/behaviour':
      return setBehaviour(body, emulator);
    default:
      return json(404, { message: 'neither a vendor’s path nor one of the emulator’s' });
  }
}

function setBehaviour(body: Buffer, emulator: Controlled): Reply {
  const behaviour = readBehaviour(parse(body));
  if (typeof behaviour === 'string') return json(400, { message: behaviour });
  emulator.behave(behaviour);
  return done;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}
