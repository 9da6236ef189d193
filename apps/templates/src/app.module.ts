import { Module } from '@nestjs/common';
import { EditingModule } from './editing/editing.module';
import { PreviewModule } from './preview/preview.module';
import { ReadingModule } from './reading/reading.module';

@Module({ imports: [ReadingModule, EditingModule, PreviewModule] })
export class AppModule {}
