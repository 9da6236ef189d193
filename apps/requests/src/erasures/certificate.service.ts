import { Injectable } from '@nestjs/common';
import { SigningKeysService } from '../signing/signing-keys.service';
import { toErasure } from './erasure-view';
import type { ErasureRow, StepRow } from './erasure.store';

const typ = 'erasure-certificate+jwt';

/** Signed statements of what was erased where. They name the person by keyed digests alone. */
@Injectable()
export class Certificates {
  constructor(private readonly keys: SigningKeysService) {}

  async sign(erasure: ErasureRow, steps: readonly StepRow[], finishedAt: Date): Promise<string> {
    const { certificate: _none, ...facts } = toErasure(erasure, steps);
    const { id: subject, organization } = erasure;
    const erased = { ...facts, state: 'done', finished_at: finishedAt.toISOString() };
    const signer = await this.keys.signer();
    return signer.sign({ typ, subject, organization, issuedAt: finishedAt, facts: { erasure: erased } });
  }
}
