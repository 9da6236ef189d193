import { Int, PickFields, Text } from '@subjectline/schema';
import { Controller, Headers, Param, Post, Req } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  CorrectAddress,
  CorrectAddressRequest,
  CreateRequests,
  defaultOrganization,
  ResendCode,
  ResendCodeRequest,
  ResubmitRequest,
  VerifyRequest,
  VerifySession,
  VerifySessionRequest,
} from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { ClientDigests } from '../http/callers/client-digest';
import { BulkTurns } from './bulk-turns';
import { ItemLimit } from '../http/bodies/item-limit';
import { JsonBody, OpenBody } from '../http/bodies/json-body';
import { placed } from '../http/bodies/placed';
import { PersonLanguages } from '../language/person-languages';
import { ApiTags } from '../openapi/documented';
import { FidesEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { NewRequestBody, newRequestExample } from './new-request.body';
import { maxRequests, readNewRequests, type Origin } from './new-requests';
import {
  exampleIn,
  PrivacyRequestResource,
  RequestResultsResource,
  resultsIn,
  toPrivacyRequestResource,
} from './privacy-request.resource';
import { requireRequestId } from './request-id';
import { toCreateResults } from './review/request-results';
import { VerifyBody } from './review/review.body';

const verifyErrors = [
  'request_unknown',
  'request_not_awaiting_code',
  'code_expired',
  'code_incorrect',
  'code_limit',
  'nothing_to_prove',
] as const;

/** The same whether a code is sent or not, so that it does not reveal how many were sent to an address before. */
const resent = 'If the waiting time is over, a new code is on its way. The previous code still works.';

class IdTokenBody extends PickFields(VerifySessionRequest, ['id_token']) {}

class ResendBody extends PickFields(ResendCodeRequest, ['channel']) {}

class AddressBody extends PickFields(CorrectAddressRequest, ['email', 'phone_number']) {}

class CodeResent {
  @Text({ example: resent }) detail!: string;
  @Int({ example: 60 }) retry_after_seconds!: number;
}

/** The same whatever is known of the address. */
const corrected = 'A code is on its way to the new address. Codes that were sent before no longer work.';

class AddressCorrected {
  @Text({ example: corrected }) detail!: string;
  @Int({ example: 60 }) retry_after_seconds!: number;
}

@ApiTags('Privacy requests')
@Controller('api/v1/privacy-request')
export class PrivacyRequestController {
  constructor(
    private readonly bus: Bus,
    private readonly clients: ClientDigests,
    private readonly items: ItemLimit,
    private readonly turns: BulkTurns,
    private readonly languages: PersonLanguages,
  ) {}

  @Post()
  @FidesEndpoint({
    creates: true,
    summary: 'Creates up to 50 privacy requests. Public: called by the Privacy Center form.',
    body: [NewRequestBody],
    bodyExample: [newRequestExample],
    reply: RequestResultsResource,
  })
  async create(
    @JsonBody() body: unknown,
    @Req() request: FastifyRequest,
    @Headers('accept-language') language?: string,
  ): Promise<RequestResultsResource> {
    await this.items.take(request, Array.isArray(body) ? Math.min(body.length, maxRequests) : 1);
    return this.createFor(request, body, {
      organization: defaultOrganization,
      submitted_by: null,
      locale: this.languages.best(language, defaultOrganization),
      client_digest: this.clients.of(request),
    });
  }

  @Post('authenticated')
  @FidesEndpoint({
    creates: true,
    summary: "Creates requests on a person's behalf. Skips verification and receipt.",
    scope: 'privacy-request:create',
    unaudited: 'The log of each request says which client made it.',
    body: [NewRequestBody],
    bodyExample: [newRequestExample],
    reply: RequestResultsResource,
    replyExample: resultsIn('pending'),
  })
  createAuthenticated(
    @CallerOf() { organization, clientId }: Caller,
    @JsonBody() body: unknown,
    @Req() request: FastifyRequest,
    @Headers('accept-language') language?: string,
  ): Promise<RequestResultsResource> {
    return this.createFor(request, body, {
      organization,
      submitted_by: clientId,
      locale: this.languages.best(language, organization),
    });
  }

  @Post(':id/verify')
  @FidesEndpoint({
    summary: 'Verifies the code of a privacy request.',
    bodyExample: { code: '482913' },
    reply: PrivacyRequestResource,
    replyExample: exampleIn('pending'),
    errors: verifyErrors,
  })
  async verify(
    @Param('id') id: string,
    @OpenBody() { code }: VerifyBody,
    @Req() request: FastifyRequest,
  ): Promise<PrivacyRequestResource> {
    const client_digest = this.clients.of(request);
    const question = { organization: defaultOrganization, id: requireRequestId(id), code, client_digest };
    return toPrivacyRequestResource(await placed('body', this.bus.ask(VerifyRequest, question)));
  }

  /** An extension: the sign-in of the organization's own site. */
  @Post(':id/verification/session')
  @FidesEndpoint({
    summary: 'Proves who made a privacy request by an OpenID Connect id token. Public: the id is its nonce.',
    reply: PrivacyRequestResource,
    replyExample: exampleIn('pending'),
    errors: ['request_unknown', 'request_not_awaiting_code', 'code_expired', 'session_refused'],
  })
  async verifySession(
    @Param('id') id: string,
    @JsonBody() { id_token }: IdTokenBody,
  ): Promise<PrivacyRequestResource> {
    const question = { organization: defaultOrganization, id: requireRequestId(id), id_token };
    return toPrivacyRequestResource(await this.bus.ask(VerifySession, question));
  }

  /** An extension: in Fides a new code takes a new request. */
  @Post(':id/verification/resend')
  @FidesEndpoint({
    summary: 'Sends a new code. Allowed after 30, 60 and 120 seconds, then every five minutes.',
    bodyExample: { channel: 'sms' },
    reply: CodeResent,
    errors: ['request_unknown', 'request_not_awaiting_code', 'code_expired', 'nothing_to_prove'],
  })
  async resend(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @JsonBody({ isOpen: true, isOptional: true }) body: ResendBody,
  ): Promise<CodeResent> {
    const client_digest = this.clients.of(request);
    const { channel = null } = body;
    const question = { organization: defaultOrganization, id: requireRequestId(id), channel, client_digest };
    const { retry_after_seconds } = await this.bus.ask(ResendCode, question);
    return { detail: resent, retry_after_seconds };
  }

  /** An extension: in Fides a mistyped address takes a new request. */
  @Post(':id/verification/address')
  @FidesEndpoint({
    creates: true,
    summary:
      'Replaces an address whose code did not arrive, and sends a code to the new one. Public: the id is needed.',
    bodyExample: { email: 'ana.silva@example.com' },
    reply: AddressCorrected,
    errors: [
      'request_unknown',
      'request_not_awaiting_code',
      'code_expired',
      'nothing_to_prove',
      'correction_refused',
      'verification_unsendable',
    ],
  })
  async correctAddress(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @JsonBody({ isOpen: true }) body: AddressBody,
  ): Promise<AddressCorrected> {
    const client_digest = this.clients.of(request);
    const question = { ...body, organization: defaultOrganization, id: requireRequestId(id), client_digest };
    const { retry_after_seconds } = await placed('body', this.bus.ask(CorrectAddress, question));
    return { detail: corrected, retry_after_seconds };
  }

  @Post(':id/resubmit')
  @FidesEndpoint({
    creates: true,
    summary: 'Restarts a request under the same id. Skips verification and receipt.',
    scope: 'privacy-request:create',
    reply: PrivacyRequestResource,
    replyExample: exampleIn('pending'),
    errors: ['request_unknown', 'request_complete', 'request_unproven'],
  })
  async resubmit(
    @CallerOf() { organization, clientId }: Caller,
    @Param('id') id: string,
  ): Promise<PrivacyRequestResource> {
    const request = { organization, id, resubmitted_by: clientId };
    try {
      requireRequestId(id);
      return toPrivacyRequestResource(await this.bus.ask(ResubmitRequest, request));
    } catch (error) {
      // here Fides does not name the id
      if (error instanceof AppError && error.code === 'request_unknown')
        throw new AppError('request_unknown');
      throw error;
    }
  }

  private async createFor(
    call: FastifyRequest,
    body: unknown,
    origin: Origin,
  ): Promise<RequestResultsResource> {
    const request = readNewRequests(body, origin);
    const ask = () => this.bus.ask(CreateRequests, request);
    const results = await placed('body', this.turns.run(call, request.requests.length, ask), 'requests');
    return toCreateResults(results, request.requests, body as unknown[]);
  }
}
