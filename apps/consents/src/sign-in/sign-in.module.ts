import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  ChangeAuthProvider,
  CreateAuthProvider,
  DeleteAuthProvider,
  FinishSignIn,
  InitiateSignIn,
  ListAuthProviders,
  OpenPreferenceCenter,
  ReadAuthProvider,
  StartSignIn,
} from '@subjectline/contracts';
import { RemovedRecords } from '@subjectline/storage';
import { OrganizationModule } from '../organization/organization.module';
import { PersonModule } from '../person/person.module';
import { TokensModule } from '../tokens/tokens.module';
import { AuthProviderService } from './auth-provider.service';
import { AuthProviderStore } from './auth-provider.store';
import { SignInRecords } from './sign-in-records';
import { SignInService } from './sign-in.service';
import { SignInStore } from './sign-in.store';
import { SignedInService } from './signed-in.service';

/** Signing in to the Preference Center. */
@Module({
  imports: [OrganizationModule, PersonModule, TokensModule],
  controllers: [
    answering(AuthProviderService, {
      list: ListAuthProviders,
      read: ReadAuthProvider,
      create: CreateAuthProvider,
      change: ChangeAuthProvider,
      delete: DeleteAuthProvider,
      initiate: InitiateSignIn,
    }),
    answering(SignInService, { start: StartSignIn }),
    answering(SignedInService, { finish: FinishSignIn, open: OpenPreferenceCenter }),
  ],
  providers: [
    RemovedRecords,
    AuthProviderStore,
    AuthProviderService,
    SignInStore,
    SignInRecords,
    SignInService,
    SignedInService,
  ],
  exports: [SignInService],
})
export class SignInModule {}
