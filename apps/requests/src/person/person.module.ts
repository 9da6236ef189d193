import { Module } from '@nestjs/common';
import { IdentityRemoval } from './identity-removal.store';
import { PersonMessages } from './person-messages';
import { PersonVault } from './person-vault';

/** The person of a request: their sealed identity, and the messages to them. */
@Module({
  providers: [PersonVault, PersonMessages, IdentityRemoval],
  exports: [PersonVault, PersonMessages, IdentityRemoval],
})
export class PersonModule {}
