import { Controller, Get, Param, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { Bus } from '@subjectline/bus';
import { AppError, isLogoId, organizationPattern, ReadBrandLogo } from '@subjectline/contracts';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../openapi/documented';

/** The logo on the pages behind links. It is public: every mail has it. */
@ApiExcludeController()
@Controller('brand')
export class LogoController {
  constructor(private readonly bus: Bus) {}

  @Get(':organization/logo/:id')
  @RouteConfig({ family: 'native' })
  async read(
    @Param('organization') organization: string,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!organizationPattern.test(organization) || !isLogoId(id)) throw new AppError('logo_unknown');
    const { type, content } = await this.bus.ask(ReadBrandLogo, { organization, id });
    void reply
      .headers({
        'content-type': type,
        'content-security-policy': "default-src 'none'; sandbox",
        // another picture has another address
        'cache-control': 'public, max-age=86400, immutable',
      })
      .send(Buffer.from(content, 'base64'));
  }
}
