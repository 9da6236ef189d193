import { Controller, Get, Param, Post } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { CreateConsentProof, ReadConsentProof } from '@subjectline/contracts';
import { placed } from '../http/bodies/placed';
import { ApiTags } from '../openapi/documented';
import { DidomiEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { CreateProofBody } from './consent.bodies';
import { ConsentProofContentResource, ConsentProofResource, dataExample } from './consent.resource';
import { DidomiBody } from '../didomi/didomi-body';
import { toResource } from '../dsar/dsar.resource';

/** Documents that prove a choice. */
@ApiTags('Didomi: consents')
@Controller('consents/proofs')
export class ConsentProofsController {
  constructor(private readonly bus: Bus) {}

  @Post()
  @DidomiEndpoint({
    creates: true,
    summary:
      'Stores a PDF, PNG, JPG, GIF, DOCX or DOC as a proof. The content must match the type in its data URI.',
    scope: 'consent:create_or_update',
    unaudited: 'The document is a record of its own.',
    status: 201,
    bodyExample: { data: dataExample },
    reply: ConsentProofResource,
  })
  async create(
    @CallerOf() { organization }: Caller,
    @DidomiBody() body: CreateProofBody,
  ): Promise<ConsentProofResource> {
    const asked = this.bus.ask(CreateConsentProof, { organization, ...body });
    return toResource(organization, await placed('body', asked));
  }

  @Get(':id')
  @DidomiEndpoint({
    summary: 'Returns a proof with its content as a data URI.',
    scope: 'consent:read',
    look: true,
    reply: ConsentProofContentResource,
    errors: ['proof_unknown'],
  })
  async read(
    @CallerOf() { organization }: Caller,
    @Param('id') id: string,
  ): Promise<ConsentProofContentResource> {
    const { content, ...proof } = await placed('path', this.bus.ask(ReadConsentProof, { organization, id }));
    return { ...toResource(organization, proof), data: `data:${proof.type};base64,${content}` };
  }
}
