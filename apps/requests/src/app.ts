import { join } from 'node:path';
import { createServiceContext, serve, type Service, type StartOptions } from '@subjectline/bus';
import { openStorage } from '@subjectline/storage';
import { AlertHandler } from './alerts/alert.handler';
import { AlertService } from './alerts/alert.service';
import { AlertStore } from './alerts/alert.store';
import { BulkReviewService } from './review/bulk-review.service';
import { CallerAllowance } from './intake/caller-allowance';
import { ConsentActionService } from './consent/consent-action.service';
import { ConsentHandler } from './consent/consent.handler';
import { ConsentService } from './consent/consent.service';
import { ConsentStore } from './consent/consent.store';
import { DelayedReceiptService } from './intake/delayed-receipt.service';
import { Duplicates } from './intake/duplicates';
import { DsarIntakeService } from './dsar/dsar-intake.service';
import { DsarSearchService } from './dsar/dsar-search.service';
import { DisowningService } from './verification/disowning.service';
import { DsarHandler } from './dsar/dsar.handler';
import { DsarService } from './dsar/dsar.service';
import { RequestsEnv } from './env';
import { FailureStore } from './alerts/failure.store';
import { IntakeService } from './intake/intake.service';
import { NoteService } from './dsar/note.service';
import { NoteStore } from './dsar/note.store';
import { PersonMessages } from './person/person-messages';
import { PersonVault } from './person/person-vault';
import { ReceiptService } from './intake/receipt.service';
import { RequestLinkHandler } from './links/request-link.handler';
import { RequestLinkService } from './links/request-link.service';
import { RequestHandler } from './intake/request.handler';
import { RequestService } from './intake/request.service';
import { RequestStore } from './request/request.store';
import { ReviewService } from './review/review.service';
import { SealedSearch } from './search/sealed-search';
import { SearchService } from './search/search.service';
import { SettingsReader } from './request/settings-reader';
import { StaffAlertService } from './alerts/staff-alert.service';
import { VerificationService } from './verification/verification.service';

export { RequestsEnv as Env };

export async function start(env: RequestsEnv, options?: StartOptions): Promise<Service> {
  const context = await createServiceContext('requests', env, options);
  const storage = await openStorage(context, env, join(__dirname, '..', 'migrations'));
  return serve(context, {
    handlers: [RequestHandler, DsarHandler, RequestLinkHandler, ConsentHandler, AlertHandler],
    providers: [
      ...storage.providers,
      { provide: RequestsEnv, useValue: env },
      SettingsReader,
      PersonVault,
      PersonMessages,
      RequestStore,
      Duplicates,
      IntakeService,
      CallerAllowance,
      ReceiptService,
      DelayedReceiptService,
      RequestService,
      VerificationService,
      DisowningService,
      SealedSearch,
      SearchService,
      ReviewService,
      BulkReviewService,
      NoteStore,
      NoteService,
      DsarSearchService,
      DsarIntakeService,
      DsarService,
      RequestLinkService,
      ConsentStore,
      ConsentActionService,
      ConsentService,
      AlertStore,
      AlertService,
      FailureStore,
      StaffAlertService,
    ],
    storage,
  });
}
