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
  @NativeEndpoint({
    summary: 'Reports that the gateway process is running.',
    reply: objectOf({ status: text }),
  })
  alive(): { status: 'alive' } {
    return { status: 'alive' };
  }

  @Get('ready')
  @NativeEndpoint({
    summary:
      'Reports whether NATS and every service are ready for reads and writes. 503 lists those that are not.',
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
