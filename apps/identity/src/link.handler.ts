import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  CreateLink,
  DisownLink,
  ReadLink,
  TakeBackDisowning,
  VerifyLink,
  type CreatedLink,
  type CreateLinkRequest,
  type DisownedLink,
  type LinkReference,
  type LinkToken,
  type LinkView,
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
  takeBack(request: LinkToken): Promise<LinkReference> {
    return this.links.takeBack(request);
  }
}
