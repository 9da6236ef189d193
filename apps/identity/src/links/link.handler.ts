import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  CreateLink,
  DisownLink,
  ReadDisowning,
  ReadLink,
  TakeBackDisowning,
  VerifyLink,
  type CreatedLink,
  type CreateLinkRequest,
  type DisownedLink,
  type DisowningState,
  type LinkReference,
  type LinkToken,
  type LinkView,
  type TakenBack,
  type VerifiedChallenge,
  type VerifyLinkRequest,
} from '@subjectline/contracts';
import { LinkService } from './link.service';

@Controller()
export class LinkHandler {
  constructor(private readonly links: LinkService) {}

  @Answers(CreateLink)
  create(request: CreateLinkRequest): Promise<CreatedLink> {
    return this.links.create(request);
  }

  @Answers(ReadLink)
  read(request: LinkToken): Promise<LinkView> {
    return this.links.read(request);
  }

  @Answers(VerifyLink)
  verify(request: VerifyLinkRequest): Promise<VerifiedChallenge> {
    return this.links.verify(request);
  }

  @Answers(DisownLink)
  disown(request: LinkToken): Promise<DisownedLink> {
    return this.links.disown(request);
  }

  @Answers(TakeBackDisowning)
  takeBack(request: LinkToken): Promise<TakenBack> {
    return this.links.takeBack(request);
  }

  @Answers(ReadDisowning)
  readDisowning(request: LinkReference): Promise<DisowningState> {
    return this.links.readDisowning(request);
  }
}
