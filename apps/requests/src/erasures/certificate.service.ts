import { Injectable } from '@nestjs/common';
import { toErasure } from './erasure-view';
import type { ErasureRow, StepRow } from './erasure.store';
import { SigningKeysService } from './signing-keys.service';

const type = 'erasure-certificate+jwt';

/** Signed statements of what was erased where. They name the person by keyed digests alone. */
@Injectable()
export class Certificates {
  constructor(private readonly keys: SigningKeysService) {}

  sign(erasure: ErasureRow, steps: readonly StepRow[], finishedAt: Date): Promise<string> {
    const { certificate: _none, ...facts } = toErasure(erasure, steps);
    const { id: sub, organization: org } = erasure;
    const iat = Math.floor(finishedAt.getTime() / 1_000);
    const erased = { ...facts, state: 'done', finished_at: finishedAt.toISOString() };
    return this.keys.sign(type, { iss: 'subjectline', sub, org, iat, erasure: erased });
  }
}
