import { Controller, Get, Param, Redirect, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import { AppError } from '@subjectline/contracts';
import type { FastifyReply } from 'fastify';
import { findPageFile } from './page-files';

/**
 * Scripts, styles and calls from here alone. Styles inside the markup are let in: mails carry them, and the frame that
 * shows a mail inherits this policy. Pictures of other hosts stay out: they would tell a sender who reads.
 */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

@ApiExcludeController()
@Controller()
export class PagesController {
  @Get()
  @Redirect('/docs', 302)
  root(): void {
    // the decorator says it all
  }

  @Get('inbox')
  @RouteConfig({ family: 'native' })
  inbox(@Res() reply: FastifyReply): FastifyReply {
    return sendPage(reply, 'inbox');
  }

  @Get('inbox/:file')
  @RouteConfig({ family: 'native' })
  inboxFile(@Res() reply: FastifyReply, @Param('file') file: string): FastifyReply {
    return sendPage(reply, `inbox/${file}`);
  }

  @Get('privacy-request/configure')
  @RouteConfig({ family: 'native' })
  configure(@Res() reply: FastifyReply): FastifyReply {
    return sendPage(reply, 'privacy-request/configure');
  }

  @Get('privacy-request/configure/:file')
  @RouteConfig({ family: 'native' })
  configureFile(@Res() reply: FastifyReply, @Param('file') file: string): FastifyReply {
    return sendPage(reply, `privacy-request/configure/${file}`);
  }

  @Get('docs')
  @RouteConfig({ family: 'native' })
  docs(@Res() reply: FastifyReply): FastifyReply {
    return sendPage(reply, 'docs');
  }

  @Get('docs/:file')
  @RouteConfig({ family: 'native' })
  docsFile(@Res() reply: FastifyReply, @Param('file') file: string): FastifyReply {
    return sendPage(reply, `docs/${file}`);
  }
}

function sendPage(reply: FastifyReply, path: string): FastifyReply {
  const file = findPageFile(path);
  if (!file) throw new AppError('route_unknown');
  return reply
    .headers({ 'content-security-policy': contentPolicy, 'cache-control': 'no-cache' })
    .sendFile(file.name, file.folder, { cacheControl: false });
}
