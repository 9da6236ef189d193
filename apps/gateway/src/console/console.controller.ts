import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { AppError } from '@subjectline/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { redirectFromSlash } from '../http/final-slash';
import { pathOf } from '../http/host';
import { ConsoleFiles } from './console-files';
import { consoleFiles, consoleRoutes, isConsolePath } from './console-paths';
import { previewFrame } from './preview-frame';
import { ApiExcludeController } from '../openapi/documented';

/** A digest is part of an asset's name: what has the name has this content for good. */
const immutable = 'public, max-age=31536000, immutable';

/** The console for browsers. It holds nothing: what it shows, it asks the API for. */
@ApiExcludeController()
@Controller()
export class ConsoleController {
  constructor(private readonly files: ConsoleFiles) {}

  @Get()
  @RouteConfig({ family: 'native' })
  async home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    if (readsHtml(request) && (await this.files.isBuilt())) return this.sendPage(request, reply);
    // relative: a proxy may have put us below a path of its own
    return reply.redirect('docs', 302);
  }

  @Get([...consoleRoutes])
  @RouteConfig({ family: 'native' })
  page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    if (!readsHtml(request)) throw new AppError('route_unknown');
    return this.sendPage(request, reply);
  }

  @Get('assets/:file')
  @RouteConfig({ family: 'native' })
  asset(@Res() reply: FastifyReply, @Param('file') file: string): Promise<FastifyReply> {
    return this.sendFile(reply, `assets/${file}`, immutable);
  }

  @Get([...consoleFiles])
  @RouteConfig({ family: 'native' })
  file(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    return this.sendFile(reply, pathIn(request).slice(1), 'no-cache');
  }

  @Get('preview-frame')
  @RouteConfig({ family: 'native' })
  preview(@Res() reply: FastifyReply): FastifyReply {
    return reply
      .headers({ 'content-security-policy': previewFrame.policy, 'x-frame-options': 'SAMEORIGIN' })
      .type('text/html; charset=utf-8')
      .send(previewFrame.html);
  }

  private async sendPage(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const path = pathIn(request);
    if (!isConsolePath(path)) throw new AppError('route_unknown');
    if (path !== '/' && redirectFromSlash(reply, path.split('/').at(-2) ?? '')) return reply;
    const { html, nonce } = await this.files.page(path);
    return reply
      .header('content-security-policy', policyWith(nonce))
      .type('text/html; charset=utf-8')
      .send(html);
  }

  private async sendFile(reply: FastifyReply, name: string, caching: string): Promise<FastifyReply> {
    const isPlain = /^(assets\/)?[\w-][\w.-]*$/.test(name);
    if (!isPlain || !(await this.files.exists(name))) throw new AppError('route_unknown');
    return reply.header('cache-control', caching).sendFile(name, this.files.folder, { cacheControl: false });
  }
}

function readsHtml({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/html') ?? false;
}

/** As it was sent: `/v1/requests` is an address of an API. */
function pathIn({ originalUrl }: FastifyRequest): string {
  return pathOf(originalUrl).split('?', 1)[0] ?? '/';
}

/** Only its own files; the styles that it makes as it runs carry the nonce. */
function policyWith(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
