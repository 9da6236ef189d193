import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { AppError, ListWordingVersions, WordingVersion } from '@subjectline/contracts';
import { ApiTags } from '../openapi/documented';
import { DidomiEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { readEmailId, type EmailPlace } from './email-id';
import { FullEmailResource } from './email.resource';
import { EmailService, named } from './email.service';
import { listReply, sliceFrom, SliceQuery, toList, type DidomiList } from '../didomi/list';

/** Versions of e-mails: every change creates one, and each sent message names its version. */
@ApiTags('Didomi: e-mails')
@Controller('marketplace/emails/:id/versions')
export class EmailVersionsController {
  constructor(
    private readonly bus: Bus,
    private readonly emails: EmailService,
  ) {}

  @Get()
  @DidomiEndpoint({
    summary: 'Lists the versions of an e-mail, newest first. Includes deleted e-mails.',
    scope: 'messaging:read',
    ...listReply(WordingVersion),
    errors: ['template_unknown'],
  })
  async list(
    @CallerOf() { organization }: Caller,
    @Param('id') id: string,
    @Query() query: SliceQuery,
  ): Promise<DidomiList<WordingVersion>> {
    const slice = sliceFrom(query);
    const place = readEmailId(id);
    const asked = this.bus.ask(ListWordingVersions, { organization, ...place, ...slice });
    const { items, total } = await named(place, asked);
    return toList(items, total, slice);
  }

  @Get(':version')
  @DidomiEndpoint({
    summary: 'Returns an earlier version of an e-mail as it would be sent now.',
    scope: 'messaging:read',
    reply: FullEmailResource,
    errors: ['template_unknown', 'template_version_unknown'],
  })
  async read(
    @CallerOf() { organization }: Caller,
    @Param('id') id: string,
    @Param('version') version: string,
  ): Promise<FullEmailResource> {
    const place = readEmailId(id);
    return this.emails.read(organization, place, readVersion(id, version));
  }

  @Post(':version/restore')
  @DidomiEndpoint({
    creates: true,
    summary: 'Restores an earlier version as a new one. Also restores a deleted e-mail.',
    scope: 'messaging-template:update',
    reply: FullEmailResource,
    errors: ['template_unknown', 'template_version_unknown', 'template_refused'],
  })
  async restore(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Param('version') version: string,
  ): Promise<FullEmailResource> {
    const place: EmailPlace = readEmailId(id);
    return this.emails.restore(caller, place, readVersion(id, version));
  }
}

function readVersion(id: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new AppError('template_version_unknown', { id, version: text });
}
