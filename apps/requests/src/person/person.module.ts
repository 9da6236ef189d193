import { Module } from '@nestjs/common';
import { PersonMessages } from './person-messages';
import { PersonVault } from './person-vault';

/** The person of a request: their sealed identity, and the messages to them. */
@Module({
  providers: [PersonVault, PersonMessages],
  exports: [PersonVault, PersonMessages],
})
export class PersonModule {}
