import { Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { RenderedMessage } from '@subjectline/contracts';
import { JsonBody } from '../http/bodies/json-body';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { PreviewWordingBody, SaveWordingBody } from './wording.bodies';
import { placeOf, WordingQuery } from './wording-place';
import { WordingKinds, WordingResource } from './wording.resource';
import { WordingsService } from './wordings.service';

const [reading, writing] = ['messaging:read', 'messaging-template:update'] as const;

/** The words of every kind of message, in one form for all of them. */
@ApiTags('Wordings')
@Controller('api/v1/wordings')
export class WordingsController {
  constructor(private readonly wordings: WordingsService) {}

  @Get()
  @NativeEndpoint({
    summary: 'Lists every kind of message with its variables, and the languages with words of your own.',
    scope: reading,
    reply: WordingKinds,
  })
  list(@CallerOf() { organization }: Caller): Promise<WordingKinds> {
    return this.wordings.kinds(organization);
  }

  @Get(':kind')
  @NativeEndpoint({
    summary: 'Returns the words of a kind that are in force in a language.',
    scope: reading,
    reply: WordingResource,
    errors: ['template_unknown'],
  })
  read(
    @CallerOf() { organization }: Caller,
    @Param('kind') kind: string,
    @Query() query: WordingQuery,
  ): Promise<WordingResource> {
    return this.wordings.read(placeOf(organization, kind, query));
  }

  @Patch(':kind')
  @NativeEndpoint({
    summary: 'Saves words as a new version. What is left out stays; null goes back to what is shipped.',
    scope: writing,
    bodyExample: { subject: 'About your request', if_version: 4 },
    reply: WordingResource,
    errors: ['template_unknown', 'template_changed'],
  })
  save(
    @CallerOf() { organization, clientId: saved_by }: Caller,
    @Param('kind') kind: string,
    @Query() query: WordingQuery,
    @JsonBody() body: SaveWordingBody,
  ): Promise<WordingResource> {
    return this.wordings.save({ ...placeOf(organization, kind, query), saved_by }, body);
  }

  @Delete(':kind')
  @NativeEndpoint({
    summary: 'Goes back to the shipped words in a language. The versions stay.',
    scope: writing,
    status: 204,
    errors: ['template_unknown'],
  })
  async remove(
    @CallerOf() { organization, clientId: saved_by }: Caller,
    @Param('kind') kind: string,
    @Query() query: WordingQuery,
  ): Promise<void> {
    await this.wordings.remove({ ...placeOf(organization, kind, query), saved_by });
  }

  @Post(':kind/preview')
  @NativeEndpoint({
    summary: 'Shows a message with sample values, optionally with unsaved words or brand. Stores nothing.',
    scope: reading,
    unaudited: 'It changes nothing.',
    bodyExample: { channel: 'email', changes: { subject: 'About your request' } },
    reply: RenderedMessage,
    errors: ['template_unknown'],
  })
  preview(
    @CallerOf() { organization }: Caller,
    @Param('kind') kind: string,
    @Query() query: WordingQuery,
    @JsonBody() body: PreviewWordingBody,
  ): Promise<RenderedMessage> {
    return this.wordings.preview(placeOf(organization, kind, query), body);
  }
}
