import { Injectable } from '@nestjs/common';

/** Tells the worker of this process that there is something to deliver; other processes look by themselves. */
@Injectable()
export class DeliverySignal {
  private listener: () => void = () => undefined;

  listen(listener: () => void): void {
    this.listener = listener;
  }

  give(): void {
    this.listener();
  }
}
