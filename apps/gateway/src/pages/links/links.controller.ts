import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { Bus } from '@subjectline/bus';
import { AppError, linkTokenPattern, ReadApprovalProof, ReadLink } from '@subjectline/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ClientDigests } from '../../http/callers/client-digest';
import { redirectFromSlash } from '../../http/final-slash';
import type { Query as QueryValues } from '../../http/page';
import { PublicAddress } from '../../http/public-address';
import { browserOf } from '../../security/browser';
import { SessionCookie } from '../../security/session-cookie';
import { sendPageFile } from '../send-page-file';
import { colorStyle } from './html/color-style';
import { readForm } from './html/form';
import { LinksService, type Visit, type Visitor } from './links.service';
import { requireOwnForm } from './own-form';
import { sendPage } from './html/send-page';
import { proofName } from './views/approval';
import { ApiExcludeController } from '../../openapi/documented';

/**
 * What people open from a message. Looking changes nothing, because mail scanners look at everything; only the forms on
 * the pages act (docs/decisions/0010).
 */
@ApiExcludeController()
@Controller('links')
export class LinksController {
  constructor(
    private readonly links: LinksService,
    private readonly clients: ClientDigests,
    private readonly address: PublicAddress,
    private readonly bus: Bus,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @RouteConfig({ family: 'page' })
  async show(
    @Query() query: QueryValues,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (redirectFromSlash(reply, 'links')) return;
    const basis = { token: tokenOf(query), redirectUrl: onlyText(query['redirect_url']) };
    send(reply, await this.links.show(basis, this.visitor(request)));
  }

  @Post()
  @RouteConfig({ family: 'page', takesForm: true })
  async act(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    requireOwnForm(request, this.address.at('/'));
    const visit = await this.links.act(readForm(request.body), this.visitor(request));
    if (visit.sessionToken) void reply.header('set-cookie', this.cookie.set(visit.sessionToken));
    send(reply, visit);
  }

  @Get('links.css')
  @RouteConfig({ family: 'native' })
  style(@Res() reply: FastifyReply): FastifyReply {
    return sendPageFile(reply, 'links/links.css');
  }

  /** The color of a brand. */
  @Get('colors/:file')
  @RouteConfig({ family: 'native' })
  color(@Param('file') file: string, @Res() reply: FastifyReply): void {
    const [, color] = /^([0-9a-f]{6})\.css$/.exec(file) ?? [];
    if (color === undefined) throw new AppError('route_unknown');
    void reply
      .headers({
        'content-type': 'text/css; charset=utf-8',
        'cache-control': 'public, max-age=86400, immutable',
      })
      .send(colorStyle(`#${color}`));
  }

  /** A proof, for the holder of the open approval link. */
  @Get('proof')
  @RouteConfig({ family: 'page' })
  async proof(@Query() query: QueryValues, @Res() reply: FastifyReply): Promise<void> {
    const token = tokenOf(query);
    if (!linkTokenPattern.test(token)) throw new AppError('link_unknown');
    const { organization, about } = await this.bus.ask(ReadLink, { token });
    const reference = { organization, about, token, proof_id: onlyText(query['id']) ?? '' };
    const { type, content } = await this.bus.ask(ReadApprovalProof, reference);
    void reply
      .headers({
        'content-type': type,
        'content-disposition': `attachment; filename="proof.${proofName(type).toLowerCase()}"`,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-robots-tag': 'noindex, nofollow',
      })
      .send(Buffer.from(content, 'base64'));
  }

  private visitor(request: FastifyRequest): Visitor {
    return {
      acceptLanguage: request.headers['accept-language'],
      clientDigest: this.clients.of(request),
      browser: browserOf(request.headers['user-agent']),
    };
  }
}

function send(reply: FastifyReply, { content, language, redirectUrl, formTargets, brand }: Visit): void {
  if (redirectUrl === null) return sendPage(reply, content, language, { formTargets, brand });
  void reply.status(303).header('location', redirectUrl).send();
}

/** A template may have put spaces or a line break behind the link before it added more to it. */
function tokenOf(query: QueryValues): string {
  return onlyText(query['token'])?.trim() ?? '';
}

/** A repeated parameter was added by a third party. */
function onlyText(value: QueryValues[string]): string | null {
  return typeof value === 'string' ? value : null;
}
