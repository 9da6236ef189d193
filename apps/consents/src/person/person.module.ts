import { Module } from '@nestjs/common';
import { ConsentMessages } from './consent-messages';
import { ConsentVault } from './consent-vault';
import { UserDirectory } from './user-directory';
import { UserStore } from './user.store';

/** Who users are, how they are stored, and how they are reached. */
@Module({
  providers: [ConsentVault, ConsentMessages, UserStore, UserDirectory],
  exports: [ConsentVault, ConsentMessages, UserStore, UserDirectory],
})
export class PersonModule {}
