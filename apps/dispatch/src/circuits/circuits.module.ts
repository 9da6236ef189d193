import { Module } from '@nestjs/common';
import { AccountRoutes } from './account-routes';
import { CircuitStore } from './circuit.store';
import { Circuits } from './circuits';

/** Which accounts work. */
@Module({
  providers: [CircuitStore, Circuits, AccountRoutes],
  exports: [CircuitStore, Circuits, AccountRoutes],
})
export class CircuitsModule {}
