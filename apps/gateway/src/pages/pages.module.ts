import { Module } from '@nestjs/common';
import { PagesController } from './pages.controller';
import { LinksController } from './links/links.controller';
import { LinksService } from './links/links.service';

@Module({
  controllers: [PagesController, LinksController],
  providers: [LinksService],
})
export class PagesModule {}
