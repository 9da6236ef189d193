import { Module } from '@nestjs/common';
import { watchedState } from '@subjectline/bus';
import { Settings } from '@subjectline/contracts';

const settings = watchedState(Settings);

/** The settings of every organization, in memory. */
@Module({ providers: [settings], exports: [settings] })
export class SettingsModule {}
