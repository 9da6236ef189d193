import type { Caller } from '../security/token.service';

/** Which API a route belongs to: it decides the shape of an error. */
export type ApiFamily = 'fides' | 'native' | 'didomi';

/** `page` is no API: an error is a page there. */
export type Family = ApiFamily | 'page';

declare module 'fastify' {
  interface FastifyContextConfig {
    family?: Family;
    /** The body is a form, in either of its encodings; everywhere else it is JSON. */
    takesForm?: boolean;
    /** The body is left as it came, JSON or a form: its signature covers every byte. */
    takesRaw?: boolean;
  }

  interface FastifyRequest {
    /** Who calls, once the guard has let them in. */
    caller: Caller | null;
    /** The entry of the call in the audit trail; null for a call without one. */
    auditId: string | null;
    /** Under which address the caller is counted; null for a program on this machine (`client-address.ts`). */
    clientAddress: string | null;
    /** Gives back the place among the calls under way, once the call has one. */
    leaveLane: (() => void) | null;
  }
}
