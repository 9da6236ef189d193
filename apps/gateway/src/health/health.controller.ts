import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NativeEndpoint } from '../openapi/endpoint';
import { listOf, objectOf, text } from '../openapi/shape';
import { HealthService, type Readiness } from './health.service';

@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get('alive')
  @NativeEndpoint({ summary: 'This process answers', reply: objectOf({ status: text }) })
  alive(): { status: 'alive' } {
    return { status: 'alive' };
  }

  @Get('ready')
  @NativeEndpoint({
    summary: 'NATS and every service behind this one answer and can be written to; 503 says which do not',
    reply: objectOf(
      {
        status: text,
        checks: { type: 'object', additionalProperties: { type: 'string' } },
        reasons: listOf(text),
        warnings: listOf(text),
      },
      ['reasons', 'warnings'],
    ),
    replyExample: { status: 'ready', checks: { gateway: 'up', nats: 'up', config: 'up', dispatch: 'up' } },
    errors: ['unavailable'],
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.health.check();
    if (readiness.status !== 'ready') void reply.status(503);
    return readiness;
  }
}
