import { Module } from '@nestjs/common';
import { ApprovalsModule } from './approvals/approvals.module';
import { EventsModule } from './events/events.module';
import { LinksModule } from './links/links.module';
import { PersonsModule } from './persons/persons.module';
import { ProofsModule } from './proofs/proofs.module';
import { RenewalsModule } from './renewals/renewals.module';
import { SignInModule } from './sign-in/sign-in.module';
import { TokensModule } from './tokens/tokens.module';
import { UsersModule } from './users/users.module';

@Module({
  imports: [
    EventsModule,
    UsersModule,
    ProofsModule,
    ApprovalsModule,
    LinksModule,
    RenewalsModule,
    SignInModule,
    TokensModule,
    PersonsModule,
  ],
})
export class AppModule {}
