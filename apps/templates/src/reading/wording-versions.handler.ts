import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  ListCreatedWordings,
  ListWordingVersions,
  ReadWording,
  RemoveWording,
  RestoreWording,
  type CreatedWordings,
  type ListCreatedWordingsRequest,
  type ListWordingVersionsRequest,
  type ReadWordingRequest,
  type RemoveWordingRequest,
  type RestoreWordingRequest,
  type WordingInForce,
  type WordingVersions,
} from '@subjectline/contracts';
import { WordingArchive } from './wording.archive';
import { WordingEditor } from '../editing/wording.editor';

@Controller()
export class WordingVersionsHandler {
  constructor(
    private readonly archive: WordingArchive,
    private readonly editor: WordingEditor,
  ) {}

  @Answers(ListCreatedWordings)
  listCreated(request: ListCreatedWordingsRequest): Promise<CreatedWordings> {
    return this.archive.listCreated(request);
  }

  @Answers(ReadWording)
  read(request: ReadWordingRequest): Promise<WordingInForce> {
    return this.archive.read(request);
  }

  @Answers(ListWordingVersions)
  listVersions(request: ListWordingVersionsRequest): Promise<WordingVersions> {
    return this.archive.listVersions(request);
  }

  @Answers(RemoveWording)
  remove(request: RemoveWordingRequest): Promise<WordingInForce> {
    return this.editor.remove(request);
  }

  @Answers(RestoreWording)
  restore(request: RestoreWordingRequest): Promise<WordingInForce> {
    return this.editor.restore(request);
  }
}
