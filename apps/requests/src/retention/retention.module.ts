import { Module } from '@nestjs/common';
import { ErasuresModule } from '../erasures/erasures.module';
import { PersonModule } from '../person/person.module';
import { OldIdentities } from './old-identities.service';
import { OldIdentityStore } from './old-identity.store';
import { Retention } from './retention.service';

@Module({
  imports: [ErasuresModule, PersonModule],
  providers: [OldIdentityStore, OldIdentities, Retention],
})
export class RetentionModule {}
