import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  ChangeConsentUser,
  CreateConsentUser,
  DeleteConsentUser,
  ListConsentUsers,
  ReadConsentUser,
} from '@subjectline/contracts';
import { ConsentModule } from '../consent/consent.module';
import { PersonModule } from '../person/person.module';
import { ProofsModule } from '../proofs/proofs.module';
import { TokensModule } from '../tokens/tokens.module';
import { UserService } from './user.service';

@Module({
  imports: [ConsentModule, PersonModule, ProofsModule, TokensModule],
  controllers: [
    answering(UserService, {
      read: ReadConsentUser,
      list: ListConsentUsers,
      create: CreateConsentUser,
      change: ChangeConsentUser,
      delete: DeleteConsentUser,
    }),
  ],
  providers: [UserService],
})
export class UsersModule {}
