import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { WordingVersion } from '@subjectline/contracts';
import { pageReply, type Page } from '../http/page';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { placeOf, requireVersion, WordingQuery, WordingVersionsQuery } from './wording-place';
import { WordingResource } from './wording.resource';
import { WordingsService } from './wordings.service';

/** Every change of words makes a version, and each sent message names the one it had. */
@ApiTags('Wordings')
@Controller('api/v1/wordings/:kind/versions')
export class WordingVersionsController {
  constructor(private readonly wordings: WordingsService) {}

  @Get()
  @NativeEndpoint({
    summary: 'Lists the versions of words in a language, newest first. None while they are as shipped.',
    scope: 'messaging:read',
    ...pageReply(WordingVersion),
    errors: ['template_unknown'],
  })
  list(
    @CallerOf() { organization }: Caller,
    @Param('kind') kind: string,
    @Query() { locale, ...page }: WordingVersionsQuery,
  ): Promise<Page<WordingVersion>> {
    return this.wordings.versions(placeOf(organization, kind, { ...(locale && { locale }) }), page);
  }

  @Get(':version')
  @NativeEndpoint({
    summary: 'Returns an earlier version as it would be sent now.',
    scope: 'messaging:read',
    reply: WordingResource,
    errors: ['template_unknown', 'template_version_unknown'],
  })
  read(
    @CallerOf() { organization }: Caller,
    @Param('kind') kind: string,
    @Param('version') version: string,
    @Query() query: WordingQuery,
  ): Promise<WordingResource> {
    const place = placeOf(organization, kind, query);
    return this.wordings.version(place, requireVersion(place, version));
  }

  @Post(':version/restore')
  @NativeEndpoint({
    creates: true,
    summary: 'Makes a new version of an earlier one.',
    scope: 'messaging-template:update',
    reply: WordingResource,
    errors: ['template_version_unknown'],
  })
  restore(
    @CallerOf() { organization, clientId: saved_by }: Caller,
    @Param('kind') kind: string,
    @Param('version') version: string,
    @Query() query: WordingQuery,
  ): Promise<WordingResource> {
    const place = placeOf(organization, kind, query);
    return this.wordings.restore({ ...place, saved_by }, requireVersion(place, version));
  }
}
