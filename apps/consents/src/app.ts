import { join } from 'node:path';
import { createServiceContext, serve, type Service, type StartOptions } from '@subjectline/bus';
import { openStorage } from '@subjectline/storage';
import { ApprovalHandler } from './approvals/approval.handler';
import { ApprovalPageService } from './approvals/approval-page.service';
import { ApprovalService } from './approvals/approval.service';
import { ApprovalStore } from './validation/approval.store';
import { ApproverService } from './validation/approver.service';
import { ApproverStore } from './validation/approver.store';
import { AuthProviderService } from './sign-in/auth-provider.service';
import { AuthProviderStore } from './sign-in/auth-provider.store';
import { CallerService } from './tokens/caller.service';
import { ChoiceService } from './consent/choice.service';
import { ConsentMessages } from './person/consent-messages';
import { ConsentVault } from './person/consent-vault';
import { ConsentsEnv } from './env';
import { EventChangeService } from './events/event-change.service';
import { EventHandler } from './events/event.handler';
import { EventReaderService } from './events/event-reader.service';
import { EventService } from './events/event.service';
import { EventStore } from './consent/event.store';
import { IntakeService } from './events/intake.service';
import { LinkService } from './links/link.service';
import { LinkStore } from './links/link.store';
import { PreferenceCenterHandler } from './sign-in/preference-center.handler';
import { ProofHandler } from './proofs/proof.handler';
import { ProofService } from './proofs/proof.service';
import { ProofStore } from './proofs/proof.store';
import { RenewalService } from './approvals/renewal.service';
import { ResendService } from './events/resend.service';
import { SettingsReader } from './organization/settings-reader';
import { SignInService } from './sign-in/sign-in.service';
import { SignInStore } from './sign-in/sign-in.store';
import { TemplateReader } from './organization/template-reader';
import { TokenIssueService } from './tokens/token-issue.service';
import { TokenService } from './tokens/token.service';
import { UserDirectory } from './person/user-directory';
import { UserHandler } from './users/user.handler';
import { UserService } from './users/user.service';
import { UserStore } from './person/user.store';
import { ValidationService } from './validation/validation.service';

export { ConsentsEnv as Env };

const stores = [
  UserStore,
  EventStore,
  ApprovalStore,
  ApproverStore,
  ProofStore,
  LinkStore,
  AuthProviderStore,
  SignInStore,
];

const services = [
  SettingsReader,
  TemplateReader,
  ConsentVault,
  ConsentMessages,
  UserDirectory,
  UserService,
  TokenService,
  TokenIssueService,
  CallerService,
  ChoiceService,
  ProofService,
  ApproverService,
  ValidationService,
  IntakeService,
  EventChangeService,
  EventReaderService,
  EventService,
  ApprovalService,
  LinkService,
  ApprovalPageService,
  AuthProviderService,
  SignInService,
  RenewalService,
  ResendService,
];

export async function start(env: ConsentsEnv, options?: StartOptions): Promise<Service> {
  const context = await createServiceContext('consents', env, options);
  const storage = await openStorage(context, env, join(__dirname, '..', 'migrations'));
  return serve(context, {
    handlers: [EventHandler, UserHandler, ProofHandler, ApprovalHandler, PreferenceCenterHandler],
    providers: [...storage.providers, { provide: ConsentsEnv, useValue: env }, ...stores, ...services],
    storage,
  });
}
