import { Injectable } from '@nestjs/common';
import {
  newId,
  type CreateRequestNoteRequest,
  type ListRequestNotesRequest,
  type RequestNote,
  type RequestNoteList,
} from '@subjectline/contracts';
import { KeyRing, type Transaction } from '@subjectline/storage';
import { noteContext } from '../request/note-context';
import { SearchService } from '../search/search.service';
import { NoteStore, type NoteRow } from './note.store';

/** Notes of staff about a request, stored sealed: they may contain personal data. */
@Injectable()
export class NoteService {
  constructor(
    private readonly store: NoteStore,
    private readonly search: SearchService,
    private readonly keys: KeyRing,
  ) {}

  async create({ organization, request_id, value, author }: CreateRequestNoteRequest): Promise<RequestNote> {
    await this.search.require(organization, request_id);
    return this.add(null, { organization, id: request_id }, value, author);
  }

  /** In the transaction of a change, or on its own. */
  async add(
    transaction: Transaction | null,
    request: { readonly organization: string; readonly id: string },
    value: string,
    author: string,
  ): Promise<RequestNote> {
    const { organization } = request;
    const id = newId('note');
    const sealed_value = this.keys.seal(value, noteContext(organization, id));
    const note = { organization, id, request_id: request.id, sealed_value, author };
    return this.view(await this.store.insert(transaction, note));
  }

  async list({ organization, request_id, skip, limit }: ListRequestNotesRequest): Promise<RequestNoteList> {
    await this.search.require(organization, request_id);
    const { rows, total } = await this.store.find(organization, request_id, { skip, limit });
    return { items: rows.map((row) => this.view(row)), total };
  }

  private view({ organization, id, request_id, sealed_value, author, created_at }: NoteRow): RequestNote {
    const value = this.keys.open(sealed_value, noteContext(organization, id));
    const at = created_at.toISOString();
    return { id, request_id, value, author, created_at: at, updated_at: at };
  }
}
