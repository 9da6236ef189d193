import { Injectable } from '@nestjs/common';
import { KeyRing } from '@subjectline/storage';
import type { FastifyRequest } from 'fastify';

/** What leaves the gateway of a caller's address: enough to count under, nothing to be read. */
@Injectable()
export class ClientDigests {
  constructor(private readonly keys: KeyRing) {}

  of(request: FastifyRequest): string | null {
    const { clientAddress } = request;
    return clientAddress === null ? null : this.keys.digest('client', clientAddress);
  }
}
