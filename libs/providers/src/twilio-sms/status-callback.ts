import { isIP } from 'node:net';
import { ProviderError } from '../provider-error';
import { messageIdParameter } from './reports';

/** Twilio refuses the whole message for an address that it cannot call. */
const addressRefused = '21609';

/** Tries it again when we do not answer, or not with a success; a refusal is final. Twilio reads it and does not sign it. */
const connection = '#rc=3&rp=5xx,ct,rt';

/** The address that Twilio reports a message to. */
export class StatusCallback {
  private isRefused = false;
  private readonly base: URL | null;

  /** @param base where reports are taken; without one Twilio is not asked for any */
  constructor(base: string | undefined, reachesEverything: boolean) {
    const url = base === undefined ? null : new URL(base);
    this.base = url && (reachesEverything || isPublic(url)) ? url : null;
  }

  /** Sends with the address; once more without it, and from then on, if Twilio refuses it: a message matters more. */
  async use<T>(messageId: string, send: (address: string | null) => Promise<T>): Promise<T> {
    if (!this.base || this.isRefused) return send(null);
    try {
      return await send(`${this.base.href}?${messageIdParameter}=${messageId}${connection}`);
    } catch (error) {
      if (!(error instanceof ProviderError) || error.code !== addressRefused) throw error;
      this.isRefused = true;
      return send(null);
    }
  }
}

/** Whether Twilio can call it: a host name with a dot and without an underscore, or an address. */
function isPublic({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host))
    return !/^(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cde])/i.test(host);
  return host.includes('.') && !host.includes('_') && !/\.(local|localhost|internal|test)$/.test(host);
}
