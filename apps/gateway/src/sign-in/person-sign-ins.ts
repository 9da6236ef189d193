import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { StartSignIn, type StartSignInRequest } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { ClientDigests } from '../http/callers/client-digest';
import { placed, type WireNames } from '../http/bodies/placed';
import { PersonLanguages } from '../language/person-languages';

type Wanted = Omit<StartSignInRequest, 'locale' | 'client_digest'>;

/** Has a code or a link sent, in the caller's language. */
@Injectable()
export class PersonSignIns {
  constructor(
    private readonly bus: Bus,
    private readonly clients: ClientDigests,
    private readonly languages: PersonLanguages,
  ) {}

  /** @returns its lifetime in seconds */
  async start(request: FastifyRequest, wanted: Wanted): Promise<number> {
    const locale = this.languages.best(request.headers['accept-language'], wanted.organization);
    const question = { ...wanted, locale, client_digest: this.clients.of(request) };
    const names: WireNames = wanted.protocol === 'message' ? { email: 'id' } : {};
    const { expires_in } = await placed('query', this.bus.ask(StartSignIn, question), null, names);
    return expires_in;
  }
}
