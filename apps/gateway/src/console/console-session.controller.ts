import { Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  EndAllSessions,
  EndSession,
  ListSessions,
  SessionList,
  UseSession,
} from '@subjectline/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JsonBody } from '../http/bodies/json-body';
import { NativeEndpoint } from '../openapi/endpoint';
import { ConsoleSessions } from '../security/console-sessions';
import { SessionCookie } from '../security/session-cookie';
import { SignInService } from '../security/sign-in.service';
import { SessionReply, SignInBody } from './console-session.bodies';

/** Sessions of the console. A browser keeps the token in a cookie, which counts in calls that pages of the console make. */
@ApiTags('Console')
@Controller('api/v1')
export class ConsoleSessionController {
  constructor(
    private readonly bus: Bus,
    private readonly signIns: SignInService,
    private readonly sessions: ConsoleSessions,
    private readonly cookie: SessionCookie,
  ) {}

  @Post('session')
  @NativeEndpoint({
    summary: 'Signs in to the console with the id and secret of an API client. Sets a cookie.',
    status: 201,
    bodyExample: { client_id: 'cli_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11', client_secret: '<secret>' },
    reply: SessionReply,
    errors: ['wrong_credentials', 'not_from_console'],
  })
  async open(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @JsonBody() credentials: SignInBody,
  ): Promise<SessionReply> {
    // another site could sign a person in to its own account, and read what they enter there
    if (!this.sessions.isFromConsole(request)) throw new AppError('not_from_console');
    const { token, session } = await this.signIns.openSession(request, credentials);
    void reply.header('set-cookie', this.cookie.set(token));
    return { session };
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
}
