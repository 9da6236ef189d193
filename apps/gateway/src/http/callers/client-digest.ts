import { Injectable } from '@nestjs/common';
import { joinedDigest } from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import type { FastifyRequest } from 'fastify';
import { siteOf } from './site';

/** A keyed digest in place of the caller's address: other services can count by it and not read it. */
@Injectable()
export class ClientDigests {
  constructor(private readonly keys: KeyRing) {}

  of(request: FastifyRequest): string | null {
    const { clientAddress } = request;
    if (clientAddress === null) return null;
    const site = siteOf(clientAddress);
    return joinedDigest({
      address: this.keys.digest('client', clientAddress),
      site: site && this.keys.digest('client', site),
    });
  }
}
