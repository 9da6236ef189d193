import { Controller, Get, Param, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { sendPageFile } from './send-page-file';
import { ApiExcludeController } from '../openapi/documented';

/** Every address that a page names is relative: a proxy may have put us below a path of its own. */
@ApiExcludeController()
@Controller()
export class PagesController {
  @Get('docs')
  @RouteConfig({ family: 'native' })
  docs(@Res() reply: FastifyReply): FastifyReply {
    return sendPageFile(reply, 'docs');
  }

  @Get('docs/:file')
  @RouteConfig({ family: 'native' })
  docsFile(@Res() reply: FastifyReply, @Param('file') file: string): FastifyReply {
    return sendPageFile(reply, `docs/${file}`);
  }
}
