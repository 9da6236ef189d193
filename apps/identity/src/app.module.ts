import { Module } from '@nestjs/common';
import { ChallengeModule } from './challenge/challenge.module';
import { LinksModule } from './links/links.module';
import { SendingModule } from './sending/sending.module';

@Module({ imports: [ChallengeModule, LinksModule, SendingModule] })
export class AppModule {}
