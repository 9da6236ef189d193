import { Controller, Delete, Get, Param, Post, Req, Res } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  defaultOrganization,
  EndAllSessions,
  EndOwnSession,
  EndSession,
  ListSessions,
  newId,
  operatorSignInContext,
  SessionList,
  StartOperatorSignIn,
  UseSession,
  type OpenedSession,
} from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ClientDigests } from '../http/callers/client-digest';
import { JsonBody } from '../http/bodies/json-body';
import { placed } from '../http/bodies/placed';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { ConsoleSessions } from '../security/console-sessions';
import { SessionCookie } from '../security/session-cookie';
import { SignInService } from '../security/sign-in.service';
import { credentialsIn, SendCodeBody, SessionReply, SignInBody } from './console-session.bodies';

/** Sessions of the console. A browser keeps the token in a cookie, which counts in calls that pages of the console make. */
@ApiTags('Console')
@Controller('api/v1')
export class ConsoleSessionController {
  constructor(
    private readonly bus: Bus,
    private readonly signIns: SignInService,
    private readonly sessions: ConsoleSessions,
    private readonly cookie: SessionCookie,
    private readonly keys: KeyRing,
    private readonly clients: ClientDigests,
  ) {}

  @Post('session')
  @NativeEndpoint({
    summary:
      'Signs in to the console: with the id and secret of an API client, or with an address and its code. Sets a cookie.',
    status: 201,
    bodyExample: { client_id: 'cli_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11', client_secret: '<secret>' },
    reply: SessionReply,
    errors: ['wrong_credentials', 'sign_in_failed', 'not_from_console'],
  })
  async open(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @JsonBody() body: SignInBody,
  ): Promise<SessionReply> {
    // another site could sign a person in to its own account, and read what they enter there
    this.requireConsole(request);
    const { token, session } = await this.signIn(request, body);
    void reply.header('set-cookie', this.cookie.set(token));
    return { session };
  }

  @Post('session/code')
  @NativeEndpoint({
    summary: 'Mails a code to an operator of the console. The response does not reveal whether there is one.',
    status: 202,
    bodyExample: { email: 'mia@example.com' },
    errors: ['not_from_console'],
  })
  async sendCode(
    @Req() request: FastifyRequest,
    @JsonBody() { email, organization = defaultOrganization }: SendCodeBody,
  ): Promise<void> {
    this.requireConsole(request);
    const sealed_address = this.keys.sealJson({ email }, operatorSignInContext(organization));
    const task = { organization, sealed_address, client_digest: this.clients.of(request) };
    await this.bus.send(StartOperatorSignIn, task, { id: newId('out') });
  }

  @Get('session')
  @NativeEndpoint({
    summary: 'Returns who is signed in to the console, and what they may do.',
    reply: SessionReply,
    errors: ['not_authenticated'],
  })
  async read(@Req() request: FastifyRequest): Promise<SessionReply> {
    const digest = this.sessions.requireDigest(request);
    return { session: await this.bus.ask(UseSession, { digest }) };
  }

  @Delete('session')
  @NativeEndpoint({
    summary: 'Signs out of the console in this browser. Succeeds if the session has ended already.',
    status: 204,
    errors: ['not_authenticated'],
  })
  async end(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.bus.ask(EndSession, { digest: this.sessions.requireDigest(request) });
    void reply.header('set-cookie', this.cookie.clear());
  }

  @Get('sessions')
  @NativeEndpoint({
    summary: 'Lists the sessions of who is signed in to the console, last used first.',
    reply: SessionList,
    errors: ['not_authenticated'],
  })
  list(@Req() request: FastifyRequest): Promise<SessionList> {
    return this.bus.ask(ListSessions, { digest: this.sessions.requireDigest(request) });
  }

  @Delete('sessions')
  @NativeEndpoint({
    summary: 'Signs out of the console everywhere.',
    status: 204,
    errors: ['not_authenticated'],
  })
  async endAll(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.bus.ask(EndAllSessions, { digest: this.sessions.requireDigest(request) });
    void reply.header('set-cookie', this.cookie.clear());
  }

  @Delete('sessions/:id')
  @NativeEndpoint({
    summary: 'Ends one session of who is signed in to the console. Succeeds if it has ended already.',
    status: 204,
    errors: ['not_authenticated', 'invalid'],
  })
  async endOne(@Req() request: FastifyRequest, @Param('id') id: string): Promise<void> {
    const digest = this.sessions.requireDigest(request);
    await placed('path', this.bus.ask(EndOwnSession, { digest, id }));
  }

  private signIn(request: FastifyRequest, body: SignInBody): Promise<OpenedSession> {
    const credentials = credentialsIn(body);
    if ('client_id' in credentials) return this.signIns.openSession(request, credentials);
    const { organization = defaultOrganization } = body;
    return this.signIns.openOperatorSession(request, { ...credentials, organization });
  }

  private requireConsole(request: FastifyRequest): void {
    if (!this.sessions.isFromConsole(request)) throw new AppError('not_from_console');
  }
}
