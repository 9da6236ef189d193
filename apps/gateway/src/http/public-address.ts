import type { Server } from 'node:http';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GatewayEnv } from '../env';

/** Where persons and callers reach us: what the environment says, or where we listen. */
@Injectable()
export class PublicAddress {
  constructor(
    private readonly env: GatewayEnv,
    private readonly host: HttpAdapterHost,
  ) {}

  /** @param path with a slash in front */
  at(path: string): string {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    const base = this.env.SUBJECTLINE_PUBLIC_URL ?? addressOf(server);
    return base.replace(/\/+$/, '') + path;
  }
}

/** Where a server listens. */
export function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
