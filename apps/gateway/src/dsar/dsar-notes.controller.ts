import { Controller, Get, Post, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { CreateRequestNote, ListRequestNotes } from '@subjectline/contracts';
import { requireRequestId } from '../privacy-requests/request-id';
import { FilledText } from '../http/query/query-fields';
import { placed } from '../http/bodies/placed';
import { ApiTags } from '../openapi/documented';
import { DidomiEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { DidomiBody } from '../didomi/didomi-body';
import { CreateNoteBody } from './dsar.bodies';
import { NoteResource, toResource } from './dsar.resource';
import { listReply, sliceFrom, SliceQuery, toList, type DidomiList } from '../didomi/list';

const scope = 'privacy-request:review';

class NotesQuery extends SliceQuery {
  @FilledText('The privacy request. Required.') request_id!: string;
}

@ApiTags('Didomi: privacy requests')
@Controller('dsar/requests/notes')
export class DsarNotesController {
  constructor(private readonly bus: Bus) {}

  @Post()
  @DidomiEndpoint({
    creates: true,
    summary: 'Adds a note to a privacy request. Sends no message.',
    scope,
    status: 201,
    reply: NoteResource,
    errors: ['request_unknown'],
  })
  async create(
    @CallerOf() { organization, clientId }: Caller,
    @DidomiBody() { request_id, value }: CreateNoteBody,
  ): Promise<NoteResource> {
    const note = { organization, request_id: requireRequestId(request_id), value, author: clientId };
    return toResource(organization, await placed('body', this.bus.ask(CreateRequestNote, note)));
  }

  @Get()
  @DidomiEndpoint({
    summary: 'Lists the notes of a privacy request, oldest first.',
    scope,
    look: true,
    ...listReply(NoteResource),
    errors: ['request_unknown'],
  })
  async list(
    @CallerOf() { organization }: Caller,
    @Query() query: NotesQuery,
  ): Promise<DidomiList<NoteResource>> {
    const slice = sliceFrom(query);
    const request_id = requireRequestId(query.request_id);
    const { items, total } = await this.bus.ask(ListRequestNotes, { organization, request_id, ...slice });
    return toList(
      items.map((item) => toResource(organization, item)),
      total,
      slice,
    );
  }
}
