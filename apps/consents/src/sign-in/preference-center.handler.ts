import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  ChangeAuthProvider,
  CreateAuthProvider,
  DeleteAuthProvider,
  CreateConsentLink,
  CreateConsentToken,
  FinishSignIn,
  FollowConsentLink,
  InitiateSignIn,
  ListAuthProviders,
  OpenPreferenceCenter,
  ReadAuthProvider,
  StartSignIn,
  type AuthProvider,
  type AuthProviderList,
  type ChangeAuthProviderRequest,
  type ConsentLinkReference,
  type CreateAuthProviderRequest,
  type DeletedAuthProvider,
  type CreateConsentLinkRequest,
  type CreateConsentTokenRequest,
  type CreatedConsentLink,
  type FinishSignInRequest,
  type FollowedConsentLink,
  type InitiateSignInRequest,
  type IssuedConsentToken,
  type ListAuthProvidersRequest,
  type ReadAuthProviderRequest,
  type SignedIn,
  type StartedSignIn,
  type StartSignInRequest,
} from '@subjectline/contracts';
import { AuthProviderService } from './auth-provider.service';
import { LinkService } from '../links/link.service';
import { SignInService } from './sign-in.service';
import { TokenIssueService } from '../tokens/token-issue.service';

@Controller()
export class PreferenceCenterHandler {
  constructor(
    private readonly tokens: TokenIssueService,
    private readonly links: LinkService,
    private readonly authProviders: AuthProviderService,
    private readonly signIns: SignInService,
  ) {}

  @Answers(CreateConsentToken)
  createToken(request: CreateConsentTokenRequest): Promise<IssuedConsentToken> {
    return this.tokens.create(request);
  }

  @Answers(CreateConsentLink)
  createLink(request: CreateConsentLinkRequest): Promise<CreatedConsentLink> {
    return this.links.create(request);
  }

  @Answers(FollowConsentLink)
  followLink(request: ConsentLinkReference): Promise<FollowedConsentLink> {
    return this.links.follow(request);
  }

  @Answers(ListAuthProviders)
  listAuthProviders(request: ListAuthProvidersRequest): Promise<AuthProviderList> {
    return this.authProviders.list(request);
  }

  @Answers(ReadAuthProvider)
  readAuthProvider(request: ReadAuthProviderRequest): Promise<AuthProvider> {
    return this.authProviders.read(request);
  }

  @Answers(DeleteAuthProvider)
  deleteAuthProvider(request: ReadAuthProviderRequest): Promise<DeletedAuthProvider> {
    return this.authProviders.delete(request);
  }

  @Answers(CreateAuthProvider)
  createAuthProvider(request: CreateAuthProviderRequest): Promise<AuthProvider> {
    return this.authProviders.create(request);
  }

  @Answers(ChangeAuthProvider)
  changeAuthProvider(request: ChangeAuthProviderRequest): Promise<AuthProvider> {
    return this.authProviders.change(request);
  }

  @Answers(InitiateSignIn)
  initiate(request: InitiateSignInRequest): Promise<AuthProvider> {
    return this.authProviders.initiate(request);
  }

  @Answers(StartSignIn)
  startSignIn(request: StartSignInRequest): Promise<StartedSignIn> {
    return this.signIns.start(request);
  }

  @Answers(FinishSignIn)
  finishSignIn(request: FinishSignInRequest): Promise<SignedIn> {
    return this.signIns.finish(request);
  }

  @Answers(OpenPreferenceCenter)
  open(request: ConsentLinkReference): Promise<SignedIn> {
    return this.signIns.open(request);
  }
}
