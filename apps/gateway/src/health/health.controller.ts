import { OneOf } from '@subjectline/schema';
import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { HealthService, Readiness } from './health.service';

class Liveness {
  @OneOf(['alive']) status!: 'alive';
}

@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get('alive')
  @NativeEndpoint({
    summary: 'Reports that the gateway process is running.',
    reply: Liveness,
  })
  alive(): Liveness {
    return { status: 'alive' };
  }

  @Get('ready')
  @NativeEndpoint({
    summary:
      'Reports whether NATS and every service are ready for reads and writes. 503 lists those that are not.',
    reply: Readiness,
    errors: ['unavailable'],
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.health.check();
    if (readiness.status !== 'ready') void reply.status(503);
    return readiness;
  }
}
