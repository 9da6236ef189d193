import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  ListWordings,
  PreviewWording,
  SaveWording,
  ShowWording,
  type ListWordingsRequest,
  type PreviewWordingRequest,
  type RenderedMessage,
  type SaveWordingRequest,
  type ShowWordingRequest,
  type ShownWording,
  type WordingInForce,
  type WordingList,
} from '@subjectline/contracts';
import { WordingEditor } from '../editing/wording.editor';
import { WordingPreview } from '../preview/wording.preview';
import { WordingService } from './wording.service';

@Controller()
export class WordingHandler {
  constructor(
    private readonly wordings: WordingService,
    private readonly editor: WordingEditor,
    private readonly previews: WordingPreview,
  ) {}

  @Answers(ListWordings)
  list(request: ListWordingsRequest): Promise<WordingList> {
    return this.wordings.list(request);
  }

  @Answers(ShowWording)
  show(request: ShowWordingRequest): Promise<ShownWording> {
    return this.wordings.show(request);
  }

  @Answers(SaveWording)
  save(request: SaveWordingRequest): Promise<WordingInForce> {
    return this.editor.save(request);
  }

  @Answers(PreviewWording)
  preview(request: PreviewWordingRequest): Promise<RenderedMessage> {
    return this.previews.preview(request);
  }
}
