import { Module } from '@nestjs/common';
import { ChallengeModule } from './challenge/challenge.module';
import { CountsModule } from './counts/counts.module';
import { LinksModule } from './links/links.module';
import { PersonsModule } from './persons/persons.module';
import { SendingModule } from './sending/sending.module';

@Module({ imports: [ChallengeModule, LinksModule, SendingModule, PersonsModule, CountsModule] })
export class AppModule {}
