import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { AppError } from '@subjectline/contracts';

/**
 * Whether the broker is there. The client keeps what is published while it is down and sends it later: a message
 * whose sender was told "not accepted" would go out all the same, and once more when it is sent again.
 */
@Injectable()
export class BrokerWatch {
  private away = false;

  constructor(private readonly bus: Bus) {
    void this.follow();
  }

  requireBroker(): void {
    if (this.away) throw new AppError('unavailable', { subject: 'broker', reason: 'DISCONNECT' });
  }

  private async follow(): Promise<void> {
    for await (const { type } of this.bus.connection.status()) {
      const event: string = type;
      if (event === 'disconnect') this.away = true;
      if (event === 'reconnect') this.away = false;
    }
  }
}
