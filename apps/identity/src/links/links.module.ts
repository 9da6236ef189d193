import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  CreateLink,
  DisownLink,
  ReadDisowning,
  ReadLink,
  TakeBackDisowning,
  VerifyLink,
} from '@subjectline/contracts';
import { ChallengeModule } from '../challenge/challenge.module';
import { LimitsModule } from '../limits/limits.module';
import { DisowningService } from './disowning.service';
import { LinkLookupService } from './link-lookup.service';
import { LinkService } from './link.service';

/** One-time links, by which persons verify or disown what they were asked about. */
@Module({
  imports: [ChallengeModule, LimitsModule],
  controllers: [
    answering(LinkService, { create: CreateLink, read: ReadLink, verify: VerifyLink }),
    answering(DisowningService, {
      disown: DisownLink,
      takeBack: TakeBackDisowning,
      readDisowning: ReadDisowning,
    }),
  ],
  providers: [LinkService, DisowningService, LinkLookupService],
})
export class LinksModule {}
